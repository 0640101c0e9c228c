-- AlterTable
ALTER TABLE "CardCopy" ADD COLUMN     "heldUntil" TIMESTAMP(3);
