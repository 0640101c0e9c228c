-- AlterTable
ALTER TABLE "CardCopy" ADD COLUMN "heldUntil" DATETIME;
