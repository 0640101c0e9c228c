-- AlterTable
ALTER TABLE "Designation" ADD COLUMN     "addedOn" TEXT;

-- AlterTable
ALTER TABLE "GroupException" ADD COLUMN     "forecastOn" TEXT,
ADD COLUMN     "halfDaysUsed" INTEGER,
ADD COLUMN     "milestoneId" INTEGER;

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "quietFrom" TEXT,
ADD COLUMN     "quietUntil" TEXT;

-- AlterTable
ALTER TABLE "SupportRequest" ADD COLUMN     "furtherAfield" BOOLEAN NOT NULL DEFAULT false;
