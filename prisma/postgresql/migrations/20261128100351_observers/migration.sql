-- AlterTable
ALTER TABLE "ReviewEntry" ADD COLUMN     "traineeIds" JSONB;
