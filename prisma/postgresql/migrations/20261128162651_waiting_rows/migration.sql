-- AlterTable
ALTER TABLE "Waiting" ADD COLUMN     "reference" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "state" TEXT NOT NULL DEFAULT '';

-- CreateIndex
CREATE INDEX "Waiting_state_idx" ON "Waiting"("state");
