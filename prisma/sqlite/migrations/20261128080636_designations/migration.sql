-- AlterTable
ALTER TABLE "Designation" ADD COLUMN "addedOn" TEXT;

-- AlterTable
ALTER TABLE "GroupException" ADD COLUMN "forecastOn" TEXT;
ALTER TABLE "GroupException" ADD COLUMN "halfDaysUsed" INTEGER;
ALTER TABLE "GroupException" ADD COLUMN "milestoneId" INTEGER;

-- AlterTable
ALTER TABLE "Person" ADD COLUMN "quietFrom" TEXT;
ALTER TABLE "Person" ADD COLUMN "quietUntil" TEXT;

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_SupportRequest" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "reference" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "enteredAt" DATETIME NOT NULL,
    "enteredVersion" INTEGER NOT NULL,
    "schoolId" INTEGER NOT NULL,
    "partnershipId" INTEGER NOT NULL,
    "requesterId" INTEGER NOT NULL,
    "coordinatorId" INTEGER,
    "area" TEXT NOT NULL,
    "need" TEXT NOT NULL,
    "timing" TEXT NOT NULL,
    "wantedHalfDays" INTEGER,
    "originKind" TEXT,
    "originId" INTEGER,
    "commissioned" BOOLEAN NOT NULL DEFAULT false,
    "payer" TEXT NOT NULL DEFAULT 'partnership',
    "fundedOn" TEXT,
    "fundingNote" TEXT,
    "question" TEXT,
    "questionAnswer" TEXT,
    "panelOn" TEXT,
    "panelMinute" TEXT,
    "summary" TEXT,
    "summaryAgreed" BOOLEAN NOT NULL DEFAULT false,
    "halfDays" INTEGER,
    "startsOn" TEXT,
    "endsOn" TEXT,
    "purpose" TEXT,
    "activities" TEXT,
    "measures" TEXT,
    "milestones" TEXT,
    "visitsPlanned" INTEGER,
    "contact" TEXT,
    "exitStrategy" TEXT,
    "assuranceOn" TEXT,
    "ratePence" INTEGER,
    "ownTrust" BOOLEAN NOT NULL DEFAULT false,
    "furtherAfield" BOOLEAN NOT NULL DEFAULT false,
    "heldRound" INTEGER,
    "nextVisitOn" TEXT,
    "midReviewOn" TEXT,
    "holdReason" TEXT,
    "completedOn" TEXT,
    "endedEarly" TEXT,
    "signedOffOn" TEXT,
    "qualityNote" TEXT,
    "outcome" TEXT,
    "createdAt" DATETIME NOT NULL,
    "closedAt" DATETIME,
    CONSTRAINT "SupportRequest_schoolId_fkey" FOREIGN KEY ("schoolId") REFERENCES "School" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "SupportRequest_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "SupportRequest_requesterId_fkey" FOREIGN KEY ("requesterId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "SupportRequest_coordinatorId_fkey" FOREIGN KEY ("coordinatorId") REFERENCES "Person" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_SupportRequest" ("activities", "area", "assuranceOn", "closedAt", "commissioned", "completedOn", "contact", "coordinatorId", "createdAt", "endedEarly", "endsOn", "enteredAt", "enteredVersion", "exitStrategy", "fundedOn", "fundingNote", "halfDays", "heldRound", "holdReason", "id", "measures", "midReviewOn", "milestones", "need", "nextVisitOn", "originId", "originKind", "outcome", "ownTrust", "panelMinute", "panelOn", "partnershipId", "payer", "purpose", "qualityNote", "question", "questionAnswer", "ratePence", "reference", "requesterId", "schoolId", "signedOffOn", "startsOn", "state", "summary", "summaryAgreed", "timing", "version", "visitsPlanned", "wantedHalfDays") SELECT "activities", "area", "assuranceOn", "closedAt", "commissioned", "completedOn", "contact", "coordinatorId", "createdAt", "endedEarly", "endsOn", "enteredAt", "enteredVersion", "exitStrategy", "fundedOn", "fundingNote", "halfDays", "heldRound", "holdReason", "id", "measures", "midReviewOn", "milestones", "need", "nextVisitOn", "originId", "originKind", "outcome", "ownTrust", "panelMinute", "panelOn", "partnershipId", "payer", "purpose", "qualityNote", "question", "questionAnswer", "ratePence", "reference", "requesterId", "schoolId", "signedOffOn", "startsOn", "state", "summary", "summaryAgreed", "timing", "version", "visitsPlanned", "wantedHalfDays" FROM "SupportRequest";
DROP TABLE "SupportRequest";
ALTER TABLE "new_SupportRequest" RENAME TO "SupportRequest";
CREATE UNIQUE INDEX "SupportRequest_reference_key" ON "SupportRequest"("reference");
CREATE INDEX "SupportRequest_state_idx" ON "SupportRequest"("state");
CREATE INDEX "SupportRequest_partnershipId_state_idx" ON "SupportRequest"("partnershipId", "state");
CREATE INDEX "SupportRequest_schoolId_idx" ON "SupportRequest"("schoolId");
CREATE INDEX "SupportRequest_originKind_originId_idx" ON "SupportRequest"("originKind", "originId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
