-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Waiting" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "entityKind" TEXT NOT NULL,
    "entityId" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "personId" INTEGER NOT NULL,
    "since" DATETIME NOT NULL,
    "dueAt" DATETIME,
    "reference" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT ''
);
INSERT INTO "new_Waiting" ("dueAt", "entityId", "entityKind", "id", "personId", "role", "since") SELECT "dueAt", "entityId", "entityKind", "id", "personId", "role", "since" FROM "Waiting";
DROP TABLE "Waiting";
ALTER TABLE "new_Waiting" RENAME TO "Waiting";
CREATE INDEX "Waiting_personId_idx" ON "Waiting"("personId");
CREATE INDEX "Waiting_state_idx" ON "Waiting"("state");
CREATE UNIQUE INDEX "Waiting_entityKind_entityId_role_personId_key" ON "Waiting"("entityKind", "entityId", "role", "personId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
