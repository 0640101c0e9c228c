-- CreateTable
CREATE TABLE "LocalAuthority" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "LocalAuthority_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "Trust" (
    "id" SERIAL NOT NULL,
    "uid" TEXT,
    "name" TEXT NOT NULL,

    CONSTRAINT "Trust_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "School" (
    "id" SERIAL NOT NULL,
    "urn" INTEGER NOT NULL,
    "laCode" TEXT NOT NULL,
    "establishmentNumber" TEXT,
    "laEstab" TEXT,
    "ukprn" TEXT,
    "name" TEXT NOT NULL,
    "phase" TEXT NOT NULL,
    "type" TEXT,
    "typeGroup" TEXT,
    "status" TEXT NOT NULL DEFAULT 'open',
    "openDate" TEXT,
    "closeDate" TEXT,
    "lowAge" INTEGER,
    "highAge" INTEGER,
    "religiousCharacter" TEXT,
    "diocese" TEXT,
    "federation" TEXT,
    "pupils" INTEGER,
    "percentFsm" DOUBLE PRECISION,
    "street" TEXT,
    "town" TEXT,
    "postcode" TEXT,
    "district" TEXT,
    "urbanRural" TEXT,
    "easting" INTEGER,
    "northing" INTEGER,
    "website" TEXT,
    "telephone" TEXT,
    "headName" TEXT,
    "headJobTitle" TEXT,
    "trustId" INTEGER,
    "missingSince" TEXT,
    "seenOn" TEXT,
    "origin" TEXT NOT NULL DEFAULT 'import',
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "School_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SchoolUrn" (
    "urn" INTEGER NOT NULL,
    "schoolId" INTEGER NOT NULL,
    "from" TEXT,
    "to" TEXT,
    "reason" TEXT NOT NULL,

    CONSTRAINT "SchoolUrn_pkey" PRIMARY KEY ("urn")
);

-- CreateTable
CREATE TABLE "Partnership" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "parentId" INTEGER,
    "origin" TEXT NOT NULL DEFAULT 'import',

    CONSTRAINT "Partnership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "id" SERIAL NOT NULL,
    "schoolId" INTEGER NOT NULL,
    "partnershipId" INTEGER NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "jobTitle" TEXT,
    "leftOn" TEXT,
    "promptTime" TEXT,
    "origin" TEXT NOT NULL DEFAULT 'import',

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RoleAssignment" (
    "id" SERIAL NOT NULL,
    "personId" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "schoolId" INTEGER,
    "partnershipId" INTEGER,
    "from" TEXT NOT NULL,
    "to" TEXT,

    CONSTRAINT "RoleAssignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" SERIAL NOT NULL,
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL DEFAULT '',
    "externalId" TEXT NOT NULL,
    "personId" INTEGER,
    "displayName" TEXT,
    "state" TEXT NOT NULL,
    "reference" JSONB,
    "usedAt" TIMESTAMP(3),

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Channel" (
    "id" SERIAL NOT NULL,
    "purpose" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "partnershipId" INTEGER NOT NULL,

    CONSTRAINT "Channel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChannelAddress" (
    "id" SERIAL NOT NULL,
    "channelId" INTEGER NOT NULL,
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL DEFAULT '',
    "externalId" TEXT NOT NULL,
    "reference" JSONB,

    CONSTRAINT "ChannelAddress_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DesignationType" (
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,

    CONSTRAINT "DesignationType_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "Specialism" (
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "legacy" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Specialism_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "Designation" (
    "id" SERIAL NOT NULL,
    "personId" INTEGER NOT NULL,
    "typeCode" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "homeSchoolId" INTEGER NOT NULL,
    "from" TEXT NOT NULL,
    "reviewDue" TEXT,
    "status" TEXT NOT NULL DEFAULT 'active',
    "version" INTEGER NOT NULL DEFAULT 1,
    "enteredAt" TIMESTAMP(3),
    "enteredVersion" INTEGER NOT NULL DEFAULT 1,
    "trigger" TEXT,
    "movedFromId" INTEGER,
    "renewedOn" TEXT,
    "endedReason" TEXT,
    "halfDaysPerYear" INTEGER NOT NULL,
    "phases" JSONB NOT NULL,
    "origin" TEXT NOT NULL DEFAULT 'import',

    CONSTRAINT "Designation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DesignationSpecialism" (
    "designationId" INTEGER NOT NULL,
    "specialismSlug" TEXT NOT NULL,

    CONSTRAINT "DesignationSpecialism_pkey" PRIMARY KEY ("designationId","specialismSlug")
);

-- CreateTable
CREATE TABLE "ConflictDeclaration" (
    "id" SERIAL NOT NULL,
    "personId" INTEGER NOT NULL,
    "schoolId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "from" TEXT,
    "to" TEXT,
    "declaredById" INTEGER,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ConflictDeclaration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SchoolConcern" (
    "id" SERIAL NOT NULL,
    "schoolId" INTEGER NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT,
    "recordedById" INTEGER,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SchoolConcern_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CapacityYear" (
    "id" SERIAL NOT NULL,
    "designationId" INTEGER NOT NULL,
    "academicYear" TEXT NOT NULL,
    "halfDays" INTEGER NOT NULL,
    "booked" INTEGER NOT NULL DEFAULT 0,
    "used" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "CapacityYear_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DayEntry" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "capacityYearId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "halfDays" INTEGER NOT NULL,
    "entityKind" TEXT NOT NULL,
    "entityId" INTEGER NOT NULL,
    "on" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "DayEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalendarEntry" (
    "id" SERIAL NOT NULL,
    "laCode" TEXT,
    "schoolId" INTEGER,
    "kind" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "hard" BOOLEAN NOT NULL DEFAULT true,
    "phases" JSONB,
    "source" TEXT NOT NULL,
    "origin" TEXT NOT NULL DEFAULT 'import',

    CONSTRAINT "CalendarEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Receipt" (
    "key" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Receipt_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" SERIAL NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "entityKind" TEXT NOT NULL,
    "entityId" INTEGER NOT NULL,
    "entityVersion" INTEGER NOT NULL,
    "personId" INTEGER,
    "forId" INTEGER,
    "role" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "verb" TEXT NOT NULL,
    "fromState" TEXT NOT NULL,
    "toState" TEXT NOT NULL,
    "reason" TEXT,
    "previousHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReadEvent" (
    "id" SERIAL NOT NULL,
    "entityKind" TEXT NOT NULL,
    "entityId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "what" TEXT NOT NULL,
    "role" TEXT,
    "platform" TEXT,
    "version" TEXT,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ReadEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Cover" (
    "id" SERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "enteredAt" TIMESTAMP(3) NOT NULL,
    "enteredVersion" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "deputyId" INTEGER NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Cover_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Timer" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "entityKind" TEXT NOT NULL,
    "entityId" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "availableAt" TIMESTAMP(3) NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "claimedBy" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "settledAt" TIMESTAMP(3),
    "note" TEXT,

    CONSTRAINT "Timer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Waiting" (
    "id" SERIAL NOT NULL,
    "entityKind" TEXT NOT NULL,
    "entityId" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "personId" INTEGER NOT NULL,
    "since" TIMESTAMP(3) NOT NULL,
    "dueAt" TIMESTAMP(3),

    CONSTRAINT "Waiting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Counter" (
    "name" TEXT NOT NULL,
    "next" INTEGER NOT NULL,

    CONSTRAINT "Counter_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Message" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "lane" TEXT NOT NULL,
    "personId" INTEGER,
    "channelId" INTEGER,
    "platform" TEXT,
    "entityKind" TEXT NOT NULL,
    "entityId" INTEGER NOT NULL,
    "notice" TEXT NOT NULL,
    "urgency" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "availableAt" TIMESTAMP(3) NOT NULL,
    "claimedBy" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "settledAt" TIMESTAMP(3),

    CONSTRAINT "Message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CardCopy" (
    "id" SERIAL NOT NULL,
    "messageId" INTEGER NOT NULL,
    "platform" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "personId" INTEGER,
    "channelId" INTEGER,
    "entityKind" TEXT NOT NULL,
    "entityId" INTEGER NOT NULL,
    "notice" TEXT NOT NULL,
    "wanted" INTEGER NOT NULL DEFAULT 0,
    "stale" BOOLEAN NOT NULL DEFAULT false,
    "status" TEXT NOT NULL DEFAULT 'live',
    "availableAt" TIMESTAMP(3) NOT NULL,
    "claimedBy" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT,

    CONSTRAINT "CardCopy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HandedFile" (
    "id" SERIAL NOT NULL,
    "digest" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "content" BYTEA,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "HandedFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SupportRequest" (
    "id" SERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "enteredAt" TIMESTAMP(3) NOT NULL,
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
    "heldRound" INTEGER,
    "nextVisitOn" TEXT,
    "midReviewOn" TEXT,
    "holdReason" TEXT,
    "completedOn" TEXT,
    "endedEarly" TEXT,
    "signedOffOn" TEXT,
    "qualityNote" TEXT,
    "outcome" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "closedAt" TIMESTAMP(3),

    CONSTRAINT "SupportRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Approach" (
    "id" SERIAL NOT NULL,
    "requestId" INTEGER NOT NULL,
    "designationId" INTEGER NOT NULL,
    "homeSchoolId" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "chosen" BOOLEAN NOT NULL DEFAULT false,
    "leaderAnswer" TEXT,
    "releaseAnswer" TEXT,
    "askedVersion" INTEGER,
    "leaderAskedVersion" INTEGER,
    "reason" TEXT,
    "overridden" TEXT,
    "overrideReason" TEXT,
    "askedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Approach_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Acceptance" (
    "id" SERIAL NOT NULL,
    "requestId" INTEGER NOT NULL,
    "round" INTEGER NOT NULL,
    "party" TEXT NOT NULL,
    "personId" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Acceptance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Variation" (
    "id" SERIAL NOT NULL,
    "requestId" INTEGER NOT NULL,
    "round" INTEGER NOT NULL,
    "halfDays" INTEGER NOT NULL,
    "endsOn" TEXT NOT NULL,
    "ratePence" INTEGER,
    "reason" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Variation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Visit" (
    "id" SERIAL NOT NULL,
    "requestId" INTEGER NOT NULL,
    "approachId" INTEGER NOT NULL,
    "homeSchoolId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "on" TEXT NOT NULL,
    "halfDays" INTEGER NOT NULL,
    "activity" TEXT,
    "summary" TEXT NOT NULL,
    "next" TEXT,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Visit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MidReview" (
    "id" SERIAL NOT NULL,
    "requestId" INTEGER NOT NULL,
    "approachId" INTEGER NOT NULL,
    "party" TEXT NOT NULL,
    "personId" INTEGER NOT NULL,
    "working" TEXT NOT NULL,
    "goOn" TEXT NOT NULL,
    "comment" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "MidReview_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Evaluation" (
    "id" SERIAL NOT NULL,
    "requestId" INTEGER NOT NULL,
    "party" TEXT NOT NULL,
    "personId" INTEGER NOT NULL,
    "rating" TEXT,
    "comment" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Evaluation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RateCard" (
    "id" SERIAL NOT NULL,
    "partnershipId" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT,
    "dayPence" INTEGER NOT NULL,

    CONSTRAINT "RateCard_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BrokerageRule" (
    "id" SERIAL NOT NULL,
    "partnershipId" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT,
    "mode" TEXT NOT NULL,
    "basisPoints" INTEGER,
    "fixedPence" INTEGER,
    "vatBasisPoints" INTEGER NOT NULL DEFAULT 0,
    "payer" TEXT NOT NULL,
    "trigger" TEXT NOT NULL,

    CONSTRAINT "BrokerageRule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RechargePayment" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "pence" INTEGER NOT NULL,
    "on" TEXT NOT NULL,
    "recordedById" INTEGER,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "RechargePayment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReviewProgramme" (
    "id" SERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "enteredAt" TIMESTAMP(3) NOT NULL,
    "enteredVersion" INTEGER NOT NULL,
    "partnershipId" INTEGER NOT NULL,
    "preset" TEXT NOT NULL,
    "rules" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ReviewProgramme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReviewCycle" (
    "id" SERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "enteredAt" TIMESTAMP(3) NOT NULL,
    "enteredVersion" INTEGER NOT NULL,
    "partnershipId" INTEGER NOT NULL,
    "programmeId" INTEGER,
    "clusterIds" JSONB NOT NULL,
    "leadId" INTEGER NOT NULL,
    "rules" JSONB NOT NULL,
    "answersBy" TEXT NOT NULL,
    "windowFrom" TEXT NOT NULL,
    "windowTo" TEXT NOT NULL,
    "plan" JSONB,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ReviewCycle_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReviewEntry" (
    "id" SERIAL NOT NULL,
    "cycleId" INTEGER NOT NULL,
    "schoolId" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "enteredAt" TIMESTAMP(3) NOT NULL,
    "enteredVersion" INTEGER NOT NULL,
    "hosts" BOOLEAN NOT NULL DEFAULT true,
    "impossible" JSONB NOT NULL,
    "focus" TEXT,
    "apartIds" JSONB NOT NULL,
    "reviewerIds" JSONB NOT NULL,
    "late" BOOLEAN NOT NULL DEFAULT false,
    "answeredById" INTEGER,

    CONSTRAINT "ReviewEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Review" (
    "id" SERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "cycleId" INTEGER NOT NULL,
    "hostSchoolId" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "enteredAt" TIMESTAMP(3) NOT NULL,
    "enteredVersion" INTEGER NOT NULL,
    "on" TEXT,
    "startsPm" BOOLEAN NOT NULL DEFAULT false,
    "halfDays" INTEGER NOT NULL,
    "why" JSONB NOT NULL,
    "refusedDates" JSONB NOT NULL,
    "hostAnswer" TEXT,
    "postponedFor" TEXT,
    "heldFrom" TEXT,
    "championId" INTEGER,
    "hostLeadId" INTEGER,
    "linesOfEnquiry" JSONB,
    "focusBy" TEXT,
    "focusOn" TEXT,
    "dayPlan" JSONB,
    "planBy" TEXT,
    "planOn" TEXT,
    "sessionPrompts" BOOLEAN NOT NULL DEFAULT false,
    "sessionsSaid" INTEGER NOT NULL DEFAULT 0,
    "selfEvaluationLink" TEXT,
    "goneAheadOn" TEXT,
    "briefedOn" TEXT,
    "logistics" JSONB,
    "assuranceOn" TEXT,
    "feedbackOn" TEXT,
    "feedbackTo" JSONB,
    "draftLink" TEXT,
    "draftHash" TEXT,
    "draftOn" TEXT,
    "draftRound" INTEGER NOT NULL DEFAULT 0,
    "lapsedOn" TEXT,
    "qualitySampled" BOOLEAN NOT NULL DEFAULT false,
    "qualityOn" TEXT,
    "qualityPoints" JSONB,
    "factCheckBy" TEXT,
    "factCheck" TEXT,
    "correctionsLink" TEXT,
    "replyLink" TEXT,
    "reportDoneOn" TEXT,
    "reportLink" TEXT,
    "reportHash" TEXT,
    "workshopOn" TEXT,
    "workshopDoneOn" TEXT,
    "followUpOn" TEXT,
    "impact" TEXT,
    "hostRating" INTEGER,
    "leadRating" INTEGER,
    "goodPractice" TEXT,
    "nameUs" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReviewerTraining" (
    "id" SERIAL NOT NULL,
    "personId" INTEGER NOT NULL,
    "completedOn" TEXT NOT NULL,
    "validTo" TEXT NOT NULL,

    CONSTRAINT "ReviewerTraining_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReviewTeamMember" (
    "id" SERIAL NOT NULL,
    "reviewId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "schoolId" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "answer" TEXT,
    "headAnswer" TEXT,
    "leftReason" TEXT,
    "attended" BOOLEAN,
    "confirmed" TEXT,

    CONSTRAINT "ReviewTeamMember_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReviewAction" (
    "id" SERIAL NOT NULL,
    "reviewId" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "ownerRole" TEXT NOT NULL,
    "dueOn" TEXT NOT NULL,
    "measure" TEXT NOT NULL,
    "rag" TEXT,
    "evidenceLink" TEXT,

    CONSTRAINT "ReviewAction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReviewRelease" (
    "id" SERIAL NOT NULL,
    "reviewId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "releasedAt" TIMESTAMP(3) NOT NULL,
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "ReviewRelease_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalendarFeed" (
    "personId" INTEGER NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "madeAt" TIMESTAMP(3) NOT NULL,
    "readAt" TIMESTAMP(3),

    CONSTRAINT "CalendarFeed_pkey" PRIMARY KEY ("personId")
);

-- CreateTable
CREATE TABLE "TaskGroup" (
    "id" SERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "priority" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "enteredAt" TIMESTAMP(3) NOT NULL,
    "enteredVersion" INTEGER NOT NULL,
    "partnershipId" INTEGER NOT NULL,
    "boardId" INTEGER,
    "proposedById" INTEGER,
    "leadId" INTEGER,
    "deputyId" INTEGER,
    "coverId" INTEGER,
    "coverUntil" TEXT,
    "sponsorId" INTEGER NOT NULL,
    "schoolSponsorId" INTEGER,
    "chairId" INTEGER,
    "startsOn" TEXT NOT NULL,
    "endsOn" TEXT NOT NULL,
    "agreedEndsOn" TEXT,
    "askedEndsOn" TEXT,
    "askedReason" TEXT,
    "pausedUntil" TEXT,
    "approvedOn" TEXT,
    "approvedAt" TEXT,
    "checkedSince" TEXT,
    "cadence" INTEGER NOT NULL,
    "promptTime" TEXT NOT NULL DEFAULT '15:45',
    "missesInARow" INTEGER NOT NULL DEFAULT 0,
    "lleHalfDays" INTEGER NOT NULL DEFAULT 20,
    "sleHalfDays" INTEGER NOT NULL DEFAULT 30,
    "cashPence" INTEGER NOT NULL DEFAULT 0,
    "timeTolerance" INTEGER NOT NULL DEFAULT 10,
    "dayTolerance" INTEGER NOT NULL DEFAULT 20,

    CONSTRAINT "TaskGroup_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TermsOfReference" (
    "groupId" INTEGER NOT NULL,
    "baseline" TEXT NOT NULL DEFAULT '',
    "inScope" TEXT NOT NULL DEFAULT '',
    "outOfScope" TEXT NOT NULL DEFAULT '',
    "enquiry" TEXT NOT NULL DEFAULT '',
    "issues" TEXT NOT NULL DEFAULT '',
    "practice" TEXT NOT NULL DEFAULT '',
    "evidence" TEXT NOT NULL DEFAULT '',
    "advice" TEXT NOT NULL DEFAULT '',
    "method" TEXT NOT NULL DEFAULT '',
    "deliverables" TEXT NOT NULL DEFAULT '',
    "rhythm" TEXT NOT NULL DEFAULT '',
    "decisionRights" TEXT NOT NULL DEFAULT '',
    "confidentiality" TEXT NOT NULL DEFAULT '',
    "success" TEXT NOT NULL DEFAULT '',
    "links" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "TermsOfReference_pkey" PRIMARY KEY ("groupId")
);

-- CreateTable
CREATE TABLE "GroupMember" (
    "id" SERIAL NOT NULL,
    "groupId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "brings" TEXT NOT NULL,
    "leftOn" TEXT,

    CONSTRAINT "GroupMember_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GroupLeader" (
    "id" SERIAL NOT NULL,
    "groupId" INTEGER NOT NULL,
    "designationId" INTEGER NOT NULL,
    "halfDays" INTEGER NOT NULL,
    "used" INTEGER NOT NULL DEFAULT 0,
    "academicDay" TEXT NOT NULL,
    "endedOn" TEXT,

    CONSTRAINT "GroupLeader_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Milestone" (
    "id" SERIAL NOT NULL,
    "groupId" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "task" INTEGER,
    "dueOn" TEXT NOT NULL,
    "firstDueOn" TEXT,
    "forecastOn" TEXT,
    "doneOn" TEXT,

    CONSTRAINT "Milestone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CheckIn" (
    "id" SERIAL NOT NULL,
    "groupId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "enteredAt" TIMESTAMP(3) NOT NULL,
    "enteredVersion" INTEGER NOT NULL,
    "promptedOn" TEXT NOT NULL,

    CONSTRAINT "CheckIn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CheckInAnswer" (
    "id" SERIAL NOT NULL,
    "checkInId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "rag" TEXT NOT NULL,
    "done" TEXT NOT NULL,
    "next" TEXT NOT NULL,
    "blocker" TEXT NOT NULL,
    "halfDaysUsed" INTEGER NOT NULL,
    "groupLeaderId" INTEGER,
    "fromRed" TEXT NOT NULL,
    "unchanged" BOOLEAN NOT NULL,
    "late" BOOLEAN NOT NULL,
    "answeredById" INTEGER NOT NULL,
    "answeredAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CheckInAnswer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GroupException" (
    "id" SERIAL NOT NULL,
    "groupId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "enteredAt" TIMESTAMP(3) NOT NULL,
    "enteredVersion" INTEGER NOT NULL,
    "cause" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "raisedOn" TEXT NOT NULL,
    "raisedById" INTEGER,
    "decision" TEXT,
    "reason" TEXT,
    "newEndsOn" TEXT,
    "decidedOn" TEXT,
    "decidedById" INTEGER,
    "late" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "GroupException_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReportSection" (
    "id" SERIAL NOT NULL,
    "groupId" INTEGER NOT NULL,
    "section" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "editedById" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ReportSection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FactNote" (
    "id" SERIAL NOT NULL,
    "groupId" INTEGER NOT NULL,
    "section" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "personId" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "FactNote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Recommendation" (
    "id" SERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "groupId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "enteredAt" TIMESTAMP(3) NOT NULL,
    "enteredVersion" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "because" TEXT NOT NULL,
    "outcome" TEXT,
    "wording" TEXT,
    "decidedOn" TEXT,
    "decisionReference" TEXT,
    "ownerId" INTEGER,
    "dueOn" TEXT,
    "measure" TEXT,
    "resource" TEXT,
    "schoolId" INTEGER,
    "area" TEXT,
    "doneOn" TEXT,
    "outcomeText" TEXT,
    "impactsAsked" INTEGER NOT NULL DEFAULT 0,
    "dropReason" TEXT,

    CONSTRAINT "Recommendation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecommendationProgress" (
    "id" SERIAL NOT NULL,
    "recommendationId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "impact" TEXT,
    "text" TEXT NOT NULL,
    "personId" INTEGER NOT NULL,
    "on" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "RecommendationProgress_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HighlightReport" (
    "id" SERIAL NOT NULL,
    "groupId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "enteredAt" TIMESTAMP(3) NOT NULL,
    "enteredVersion" INTEGER NOT NULL,
    "since" TEXT NOT NULL,
    "madeOn" TEXT NOT NULL,
    "neededOn" TEXT,
    "summary" TEXT NOT NULL,
    "next" TEXT NOT NULL,
    "risks" TEXT NOT NULL,
    "rag" TEXT NOT NULL,
    "editedById" INTEGER,
    "readyOn" TEXT,

    CONSTRAINT "HighlightReport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Board" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "phase" TEXT,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "enteredAt" TIMESTAMP(3) NOT NULL,
    "enteredVersion" INTEGER NOT NULL,
    "partnershipId" INTEGER NOT NULL,
    "reportsToId" INTEGER,
    "apartFromId" INTEGER,
    "chairId" INTEGER,
    "deputyId" INTEGER,
    "twoPart" BOOLEAN NOT NULL,
    "termYears" INTEGER NOT NULL,

    CONSTRAINT "Board_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BoardSeat" (
    "id" SERIAL NOT NULL,
    "boardId" INTEGER NOT NULL,
    "constituency" TEXT NOT NULL,
    "phase" TEXT,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "enteredAt" TIMESTAMP(3) NOT NULL,
    "enteredVersion" INTEGER NOT NULL,
    "holderId" INTEGER,
    "from" TEXT,
    "to" TEXT,

    CONSTRAINT "BoardSeat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SeatTerm" (
    "id" SERIAL NOT NULL,
    "seatId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "endedOn" TEXT,
    "first" BOOLEAN NOT NULL,

    CONSTRAINT "SeatTerm_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Meeting" (
    "id" SERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "boardId" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "enteredAt" TIMESTAMP(3) NOT NULL,
    "enteredVersion" INTEGER NOT NULL,
    "on" TEXT NOT NULL,
    "startsAt" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "pack" JSONB,
    "packOn" TEXT,

    CONSTRAINT "Meeting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AgendaItem" (
    "id" SERIAL NOT NULL,
    "boardId" INTEGER NOT NULL,
    "meetingId" INTEGER,
    "part" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "key" TEXT,
    "raisedById" INTEGER,
    "sourceKind" TEXT,
    "sourceId" INTEGER,
    "sourceReference" TEXT,
    "at" TIMESTAMP(3) NOT NULL,
    "minute" TEXT,
    "droppedAt" TIMESTAMP(3),

    CONSTRAINT "AgendaItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BoardDecision" (
    "id" SERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "boardId" INTEGER NOT NULL,
    "meetingId" INTEGER,
    "part" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "enteredAt" TIMESTAMP(3) NOT NULL,
    "enteredVersion" INTEGER NOT NULL,
    "question" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "askerKind" TEXT,
    "askerId" INTEGER,
    "askerReference" TEXT,
    "subject" TEXT,
    "outcome" TEXT,
    "wording" TEXT,
    "decidedOn" TEXT,
    "decidedById" INTEGER,

    CONSTRAINT "BoardDecision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BoardAction" (
    "id" SERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "boardId" INTEGER NOT NULL,
    "meetingId" INTEGER,
    "itemId" INTEGER,
    "part" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "enteredAt" TIMESTAMP(3) NOT NULL,
    "enteredVersion" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "ownerId" INTEGER NOT NULL,
    "dueOn" TEXT NOT NULL,
    "createdOn" TEXT NOT NULL,
    "result" TEXT,
    "doneOn" TEXT,

    CONSTRAINT "BoardAction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConsultativeEvent" (
    "id" SERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "boardId" INTEGER NOT NULL,
    "decisionId" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "enteredAt" TIMESTAMP(3) NOT NULL,
    "enteredVersion" INTEGER NOT NULL,
    "issue" TEXT NOT NULL,
    "on" TEXT NOT NULL,
    "startsAt" TEXT NOT NULL,
    "place" TEXT NOT NULL,

    CONSTRAINT "ConsultativeEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EventInvitee" (
    "id" SERIAL NOT NULL,
    "eventId" INTEGER NOT NULL,
    "personId" INTEGER,
    "name" TEXT NOT NULL,
    "organisation" TEXT NOT NULL,
    "answer" TEXT,
    "evidence" TEXT,

    CONSTRAINT "EventInvitee_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WebMessage" (
    "id" SERIAL NOT NULL,
    "deliveryKey" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "WebMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WebRead" (
    "personId" INTEGER NOT NULL,
    "conversation" TEXT NOT NULL,
    "lastId" INTEGER NOT NULL,

    CONSTRAINT "WebRead_pkey" PRIMARY KEY ("personId","conversation")
);

-- CreateIndex
CREATE UNIQUE INDEX "Trust_uid_key" ON "Trust"("uid");

-- CreateIndex
CREATE INDEX "Trust_name_idx" ON "Trust"("name");

-- CreateIndex
CREATE UNIQUE INDEX "School_urn_key" ON "School"("urn");

-- CreateIndex
CREATE INDEX "School_laEstab_idx" ON "School"("laEstab");

-- CreateIndex
CREATE INDEX "School_laCode_status_idx" ON "School"("laCode", "status");

-- CreateIndex
CREATE INDEX "School_trustId_idx" ON "School"("trustId");

-- CreateIndex
CREATE INDEX "SchoolUrn_schoolId_idx" ON "SchoolUrn"("schoolId");

-- CreateIndex
CREATE UNIQUE INDEX "Partnership_slug_key" ON "Partnership"("slug");

-- CreateIndex
CREATE INDEX "Partnership_parentId_idx" ON "Partnership"("parentId");

-- CreateIndex
CREATE INDEX "Membership_partnershipId_idx" ON "Membership"("partnershipId");

-- CreateIndex
CREATE UNIQUE INDEX "Membership_schoolId_partnershipId_from_key" ON "Membership"("schoolId", "partnershipId", "from");

-- CreateIndex
CREATE UNIQUE INDEX "Person_email_key" ON "Person"("email");

-- CreateIndex
CREATE INDEX "RoleAssignment_personId_idx" ON "RoleAssignment"("personId");

-- CreateIndex
CREATE INDEX "RoleAssignment_schoolId_role_idx" ON "RoleAssignment"("schoolId", "role");

-- CreateIndex
CREATE INDEX "RoleAssignment_partnershipId_role_idx" ON "RoleAssignment"("partnershipId", "role");

-- CreateIndex
CREATE INDEX "Account_personId_idx" ON "Account"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_platform_tenant_externalId_key" ON "Account"("platform", "tenant", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "Channel_partnershipId_purpose_name_key" ON "Channel"("partnershipId", "purpose", "name");

-- CreateIndex
CREATE INDEX "ChannelAddress_channelId_idx" ON "ChannelAddress"("channelId");

-- CreateIndex
CREATE UNIQUE INDEX "ChannelAddress_platform_tenant_externalId_key" ON "ChannelAddress"("platform", "tenant", "externalId");

-- CreateIndex
CREATE INDEX "Designation_status_idx" ON "Designation"("status");

-- CreateIndex
CREATE UNIQUE INDEX "Designation_personId_typeCode_body_key" ON "Designation"("personId", "typeCode", "body");

-- CreateIndex
CREATE INDEX "DesignationSpecialism_specialismSlug_idx" ON "DesignationSpecialism"("specialismSlug");

-- CreateIndex
CREATE INDEX "ConflictDeclaration_schoolId_idx" ON "ConflictDeclaration"("schoolId");

-- CreateIndex
CREATE UNIQUE INDEX "ConflictDeclaration_personId_schoolId_kind_key" ON "ConflictDeclaration"("personId", "schoolId", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "SchoolConcern_schoolId_from_key" ON "SchoolConcern"("schoolId", "from");

-- CreateIndex
CREATE UNIQUE INDEX "CapacityYear_designationId_academicYear_key" ON "CapacityYear"("designationId", "academicYear");

-- CreateIndex
CREATE UNIQUE INDEX "DayEntry_key_key" ON "DayEntry"("key");

-- CreateIndex
CREATE INDEX "DayEntry_capacityYearId_idx" ON "DayEntry"("capacityYearId");

-- CreateIndex
CREATE INDEX "DayEntry_entityKind_entityId_idx" ON "DayEntry"("entityKind", "entityId");

-- CreateIndex
CREATE INDEX "CalendarEntry_laCode_idx" ON "CalendarEntry"("laCode");

-- CreateIndex
CREATE INDEX "CalendarEntry_schoolId_idx" ON "CalendarEntry"("schoolId");

-- CreateIndex
CREATE INDEX "Receipt_at_idx" ON "Receipt"("at");

-- CreateIndex
CREATE INDEX "AuditEntry_personId_idx" ON "AuditEntry"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "AuditEntry_entityKind_entityId_entityVersion_key" ON "AuditEntry"("entityKind", "entityId", "entityVersion");

-- CreateIndex
CREATE INDEX "ReadEvent_entityKind_entityId_idx" ON "ReadEvent"("entityKind", "entityId");

-- CreateIndex
CREATE INDEX "ReadEvent_personId_idx" ON "ReadEvent"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Cover_reference_key" ON "Cover"("reference");

-- CreateIndex
CREATE INDEX "Cover_personId_state_idx" ON "Cover"("personId", "state");

-- CreateIndex
CREATE INDEX "Cover_deputyId_state_idx" ON "Cover"("deputyId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Timer_key_key" ON "Timer"("key");

-- CreateIndex
CREATE INDEX "Timer_status_availableAt_idx" ON "Timer"("status", "availableAt");

-- CreateIndex
CREATE INDEX "Timer_entityKind_entityId_status_idx" ON "Timer"("entityKind", "entityId", "status");

-- CreateIndex
CREATE INDEX "Waiting_personId_idx" ON "Waiting"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Waiting_entityKind_entityId_role_personId_key" ON "Waiting"("entityKind", "entityId", "role", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "Message_key_key" ON "Message"("key");

-- CreateIndex
CREATE INDEX "Message_status_availableAt_idx" ON "Message"("status", "availableAt");

-- CreateIndex
CREATE INDEX "Message_lane_status_idx" ON "Message"("lane", "status");

-- CreateIndex
CREATE INDEX "Message_entityKind_entityId_idx" ON "Message"("entityKind", "entityId");

-- CreateIndex
CREATE INDEX "CardCopy_entityKind_entityId_idx" ON "CardCopy"("entityKind", "entityId");

-- CreateIndex
CREATE INDEX "CardCopy_stale_availableAt_idx" ON "CardCopy"("stale", "availableAt");

-- CreateIndex
CREATE UNIQUE INDEX "CardCopy_platform_conversation_externalId_key" ON "CardCopy"("platform", "conversation", "externalId");

-- CreateIndex
CREATE INDEX "HandedFile_externalId_idx" ON "HandedFile"("externalId");

-- CreateIndex
CREATE INDEX "HandedFile_expiresAt_idx" ON "HandedFile"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "HandedFile_digest_place_key" ON "HandedFile"("digest", "place");

-- CreateIndex
CREATE UNIQUE INDEX "SupportRequest_reference_key" ON "SupportRequest"("reference");

-- CreateIndex
CREATE INDEX "SupportRequest_state_idx" ON "SupportRequest"("state");

-- CreateIndex
CREATE INDEX "SupportRequest_partnershipId_state_idx" ON "SupportRequest"("partnershipId", "state");

-- CreateIndex
CREATE INDEX "SupportRequest_schoolId_idx" ON "SupportRequest"("schoolId");

-- CreateIndex
CREATE INDEX "SupportRequest_originKind_originId_idx" ON "SupportRequest"("originKind", "originId");

-- CreateIndex
CREATE INDEX "Approach_requestId_idx" ON "Approach"("requestId");

-- CreateIndex
CREATE INDEX "Approach_designationId_idx" ON "Approach"("designationId");

-- CreateIndex
CREATE UNIQUE INDEX "Acceptance_requestId_round_party_key" ON "Acceptance"("requestId", "round", "party");

-- CreateIndex
CREATE UNIQUE INDEX "Variation_requestId_round_key" ON "Variation"("requestId", "round");

-- CreateIndex
CREATE INDEX "Visit_requestId_idx" ON "Visit"("requestId");

-- CreateIndex
CREATE INDEX "Visit_homeSchoolId_idx" ON "Visit"("homeSchoolId");

-- CreateIndex
CREATE UNIQUE INDEX "MidReview_requestId_approachId_party_key" ON "MidReview"("requestId", "approachId", "party");

-- CreateIndex
CREATE UNIQUE INDEX "Evaluation_requestId_party_key" ON "Evaluation"("requestId", "party");

-- CreateIndex
CREATE UNIQUE INDEX "RateCard_partnershipId_role_from_key" ON "RateCard"("partnershipId", "role", "from");

-- CreateIndex
CREATE UNIQUE INDEX "BrokerageRule_partnershipId_role_from_key" ON "BrokerageRule"("partnershipId", "role", "from");

-- CreateIndex
CREATE UNIQUE INDEX "RechargePayment_key_key" ON "RechargePayment"("key");

-- CreateIndex
CREATE INDEX "RechargePayment_line_idx" ON "RechargePayment"("line");

-- CreateIndex
CREATE UNIQUE INDEX "ReviewProgramme_reference_key" ON "ReviewProgramme"("reference");

-- CreateIndex
CREATE INDEX "ReviewProgramme_partnershipId_idx" ON "ReviewProgramme"("partnershipId");

-- CreateIndex
CREATE UNIQUE INDEX "ReviewCycle_reference_key" ON "ReviewCycle"("reference");

-- CreateIndex
CREATE INDEX "ReviewCycle_state_idx" ON "ReviewCycle"("state");

-- CreateIndex
CREATE UNIQUE INDEX "ReviewEntry_cycleId_schoolId_key" ON "ReviewEntry"("cycleId", "schoolId");

-- CreateIndex
CREATE UNIQUE INDEX "Review_reference_key" ON "Review"("reference");

-- CreateIndex
CREATE INDEX "Review_state_idx" ON "Review"("state");

-- CreateIndex
CREATE INDEX "Review_cycleId_idx" ON "Review"("cycleId");

-- CreateIndex
CREATE INDEX "Review_hostSchoolId_idx" ON "Review"("hostSchoolId");

-- CreateIndex
CREATE UNIQUE INDEX "ReviewerTraining_personId_completedOn_key" ON "ReviewerTraining"("personId", "completedOn");

-- CreateIndex
CREATE INDEX "ReviewTeamMember_reviewId_idx" ON "ReviewTeamMember"("reviewId");

-- CreateIndex
CREATE INDEX "ReviewTeamMember_personId_idx" ON "ReviewTeamMember"("personId");

-- CreateIndex
CREATE INDEX "ReviewAction_reviewId_idx" ON "ReviewAction"("reviewId");

-- CreateIndex
CREATE INDEX "ReviewRelease_reviewId_idx" ON "ReviewRelease"("reviewId");

-- CreateIndex
CREATE INDEX "ReviewRelease_personId_idx" ON "ReviewRelease"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "CalendarFeed_tokenHash_key" ON "CalendarFeed"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "TaskGroup_reference_key" ON "TaskGroup"("reference");

-- CreateIndex
CREATE INDEX "TaskGroup_state_idx" ON "TaskGroup"("state");

-- CreateIndex
CREATE INDEX "GroupMember_personId_idx" ON "GroupMember"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "GroupMember_groupId_personId_key" ON "GroupMember"("groupId", "personId");

-- CreateIndex
CREATE INDEX "GroupLeader_groupId_idx" ON "GroupLeader"("groupId");

-- CreateIndex
CREATE INDEX "GroupLeader_designationId_idx" ON "GroupLeader"("designationId");

-- CreateIndex
CREATE INDEX "Milestone_groupId_idx" ON "Milestone"("groupId");

-- CreateIndex
CREATE UNIQUE INDEX "CheckIn_groupId_number_key" ON "CheckIn"("groupId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "CheckInAnswer_checkInId_number_key" ON "CheckInAnswer"("checkInId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "GroupException_groupId_number_key" ON "GroupException"("groupId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "ReportSection_groupId_section_key" ON "ReportSection"("groupId", "section");

-- CreateIndex
CREATE INDEX "FactNote_groupId_idx" ON "FactNote"("groupId");

-- CreateIndex
CREATE UNIQUE INDEX "Recommendation_reference_key" ON "Recommendation"("reference");

-- CreateIndex
CREATE INDEX "Recommendation_ownerId_idx" ON "Recommendation"("ownerId");

-- CreateIndex
CREATE UNIQUE INDEX "Recommendation_groupId_number_key" ON "Recommendation"("groupId", "number");

-- CreateIndex
CREATE INDEX "RecommendationProgress_recommendationId_idx" ON "RecommendationProgress"("recommendationId");

-- CreateIndex
CREATE UNIQUE INDEX "HighlightReport_groupId_number_key" ON "HighlightReport"("groupId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Board_slug_key" ON "Board"("slug");

-- CreateIndex
CREATE INDEX "Board_partnershipId_idx" ON "Board"("partnershipId");

-- CreateIndex
CREATE INDEX "Board_reportsToId_idx" ON "Board"("reportsToId");

-- CreateIndex
CREATE INDEX "BoardSeat_boardId_state_idx" ON "BoardSeat"("boardId", "state");

-- CreateIndex
CREATE INDEX "BoardSeat_holderId_idx" ON "BoardSeat"("holderId");

-- CreateIndex
CREATE INDEX "SeatTerm_seatId_idx" ON "SeatTerm"("seatId");

-- CreateIndex
CREATE INDEX "SeatTerm_personId_idx" ON "SeatTerm"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Meeting_reference_key" ON "Meeting"("reference");

-- CreateIndex
CREATE INDEX "Meeting_boardId_on_idx" ON "Meeting"("boardId", "on");

-- CreateIndex
CREATE INDEX "Meeting_state_idx" ON "Meeting"("state");

-- CreateIndex
CREATE UNIQUE INDEX "AgendaItem_key_key" ON "AgendaItem"("key");

-- CreateIndex
CREATE INDEX "AgendaItem_boardId_meetingId_idx" ON "AgendaItem"("boardId", "meetingId");

-- CreateIndex
CREATE INDEX "AgendaItem_meetingId_idx" ON "AgendaItem"("meetingId");

-- CreateIndex
CREATE UNIQUE INDEX "BoardDecision_reference_key" ON "BoardDecision"("reference");

-- CreateIndex
CREATE INDEX "BoardDecision_boardId_state_idx" ON "BoardDecision"("boardId", "state");

-- CreateIndex
CREATE INDEX "BoardDecision_askerKind_askerId_idx" ON "BoardDecision"("askerKind", "askerId");

-- CreateIndex
CREATE UNIQUE INDEX "BoardAction_reference_key" ON "BoardAction"("reference");

-- CreateIndex
CREATE INDEX "BoardAction_boardId_state_idx" ON "BoardAction"("boardId", "state");

-- CreateIndex
CREATE INDEX "BoardAction_ownerId_state_idx" ON "BoardAction"("ownerId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "ConsultativeEvent_reference_key" ON "ConsultativeEvent"("reference");

-- CreateIndex
CREATE INDEX "ConsultativeEvent_boardId_state_idx" ON "ConsultativeEvent"("boardId", "state");

-- CreateIndex
CREATE INDEX "EventInvitee_eventId_idx" ON "EventInvitee"("eventId");

-- CreateIndex
CREATE UNIQUE INDEX "WebMessage_deliveryKey_key" ON "WebMessage"("deliveryKey");

-- CreateIndex
CREATE INDEX "WebMessage_conversation_id_idx" ON "WebMessage"("conversation", "id");

-- AddForeignKey
ALTER TABLE "School" ADD CONSTRAINT "School_laCode_fkey" FOREIGN KEY ("laCode") REFERENCES "LocalAuthority"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "School" ADD CONSTRAINT "School_trustId_fkey" FOREIGN KEY ("trustId") REFERENCES "Trust"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SchoolUrn" ADD CONSTRAINT "SchoolUrn_schoolId_fkey" FOREIGN KEY ("schoolId") REFERENCES "School"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Partnership" ADD CONSTRAINT "Partnership_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Partnership"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_schoolId_fkey" FOREIGN KEY ("schoolId") REFERENCES "School"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleAssignment" ADD CONSTRAINT "RoleAssignment_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleAssignment" ADD CONSTRAINT "RoleAssignment_schoolId_fkey" FOREIGN KEY ("schoolId") REFERENCES "School"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleAssignment" ADD CONSTRAINT "RoleAssignment_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Channel" ADD CONSTRAINT "Channel_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChannelAddress" ADD CONSTRAINT "ChannelAddress_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "Channel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Designation" ADD CONSTRAINT "Designation_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Designation" ADD CONSTRAINT "Designation_typeCode_fkey" FOREIGN KEY ("typeCode") REFERENCES "DesignationType"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Designation" ADD CONSTRAINT "Designation_homeSchoolId_fkey" FOREIGN KEY ("homeSchoolId") REFERENCES "School"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DesignationSpecialism" ADD CONSTRAINT "DesignationSpecialism_designationId_fkey" FOREIGN KEY ("designationId") REFERENCES "Designation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DesignationSpecialism" ADD CONSTRAINT "DesignationSpecialism_specialismSlug_fkey" FOREIGN KEY ("specialismSlug") REFERENCES "Specialism"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConflictDeclaration" ADD CONSTRAINT "ConflictDeclaration_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConflictDeclaration" ADD CONSTRAINT "ConflictDeclaration_schoolId_fkey" FOREIGN KEY ("schoolId") REFERENCES "School"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SchoolConcern" ADD CONSTRAINT "SchoolConcern_schoolId_fkey" FOREIGN KEY ("schoolId") REFERENCES "School"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CapacityYear" ADD CONSTRAINT "CapacityYear_designationId_fkey" FOREIGN KEY ("designationId") REFERENCES "Designation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Cover" ADD CONSTRAINT "Cover_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Cover" ADD CONSTRAINT "Cover_deputyId_fkey" FOREIGN KEY ("deputyId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CardCopy" ADD CONSTRAINT "CardCopy_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupportRequest" ADD CONSTRAINT "SupportRequest_schoolId_fkey" FOREIGN KEY ("schoolId") REFERENCES "School"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupportRequest" ADD CONSTRAINT "SupportRequest_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupportRequest" ADD CONSTRAINT "SupportRequest_requesterId_fkey" FOREIGN KEY ("requesterId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupportRequest" ADD CONSTRAINT "SupportRequest_coordinatorId_fkey" FOREIGN KEY ("coordinatorId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Approach" ADD CONSTRAINT "Approach_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "SupportRequest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Approach" ADD CONSTRAINT "Approach_designationId_fkey" FOREIGN KEY ("designationId") REFERENCES "Designation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Approach" ADD CONSTRAINT "Approach_homeSchoolId_fkey" FOREIGN KEY ("homeSchoolId") REFERENCES "School"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Acceptance" ADD CONSTRAINT "Acceptance_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "SupportRequest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Variation" ADD CONSTRAINT "Variation_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "SupportRequest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Visit" ADD CONSTRAINT "Visit_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "SupportRequest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Visit" ADD CONSTRAINT "Visit_approachId_fkey" FOREIGN KEY ("approachId") REFERENCES "Approach"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Visit" ADD CONSTRAINT "Visit_homeSchoolId_fkey" FOREIGN KEY ("homeSchoolId") REFERENCES "School"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Visit" ADD CONSTRAINT "Visit_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MidReview" ADD CONSTRAINT "MidReview_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "SupportRequest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Evaluation" ADD CONSTRAINT "Evaluation_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "SupportRequest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RateCard" ADD CONSTRAINT "RateCard_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BrokerageRule" ADD CONSTRAINT "BrokerageRule_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewProgramme" ADD CONSTRAINT "ReviewProgramme_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewCycle" ADD CONSTRAINT "ReviewCycle_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewCycle" ADD CONSTRAINT "ReviewCycle_programmeId_fkey" FOREIGN KEY ("programmeId") REFERENCES "ReviewProgramme"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewEntry" ADD CONSTRAINT "ReviewEntry_cycleId_fkey" FOREIGN KEY ("cycleId") REFERENCES "ReviewCycle"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewEntry" ADD CONSTRAINT "ReviewEntry_schoolId_fkey" FOREIGN KEY ("schoolId") REFERENCES "School"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Review" ADD CONSTRAINT "Review_cycleId_fkey" FOREIGN KEY ("cycleId") REFERENCES "ReviewCycle"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Review" ADD CONSTRAINT "Review_hostSchoolId_fkey" FOREIGN KEY ("hostSchoolId") REFERENCES "School"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Review" ADD CONSTRAINT "Review_championId_fkey" FOREIGN KEY ("championId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Review" ADD CONSTRAINT "Review_hostLeadId_fkey" FOREIGN KEY ("hostLeadId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewerTraining" ADD CONSTRAINT "ReviewerTraining_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewTeamMember" ADD CONSTRAINT "ReviewTeamMember_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "Review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewTeamMember" ADD CONSTRAINT "ReviewTeamMember_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewAction" ADD CONSTRAINT "ReviewAction_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "Review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewRelease" ADD CONSTRAINT "ReviewRelease_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "Review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewRelease" ADD CONSTRAINT "ReviewRelease_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CalendarFeed" ADD CONSTRAINT "CalendarFeed_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaskGroup" ADD CONSTRAINT "TaskGroup_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaskGroup" ADD CONSTRAINT "TaskGroup_boardId_fkey" FOREIGN KEY ("boardId") REFERENCES "Board"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TermsOfReference" ADD CONSTRAINT "TermsOfReference_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "TaskGroup"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GroupMember" ADD CONSTRAINT "GroupMember_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "TaskGroup"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GroupLeader" ADD CONSTRAINT "GroupLeader_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "TaskGroup"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GroupLeader" ADD CONSTRAINT "GroupLeader_designationId_fkey" FOREIGN KEY ("designationId") REFERENCES "Designation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Milestone" ADD CONSTRAINT "Milestone_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "TaskGroup"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CheckIn" ADD CONSTRAINT "CheckIn_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "TaskGroup"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CheckInAnswer" ADD CONSTRAINT "CheckInAnswer_checkInId_fkey" FOREIGN KEY ("checkInId") REFERENCES "CheckIn"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GroupException" ADD CONSTRAINT "GroupException_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "TaskGroup"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReportSection" ADD CONSTRAINT "ReportSection_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "TaskGroup"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FactNote" ADD CONSTRAINT "FactNote_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "TaskGroup"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Recommendation" ADD CONSTRAINT "Recommendation_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "TaskGroup"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecommendationProgress" ADD CONSTRAINT "RecommendationProgress_recommendationId_fkey" FOREIGN KEY ("recommendationId") REFERENCES "Recommendation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HighlightReport" ADD CONSTRAINT "HighlightReport_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "TaskGroup"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Board" ADD CONSTRAINT "Board_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Board" ADD CONSTRAINT "Board_reportsToId_fkey" FOREIGN KEY ("reportsToId") REFERENCES "Board"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BoardSeat" ADD CONSTRAINT "BoardSeat_boardId_fkey" FOREIGN KEY ("boardId") REFERENCES "Board"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SeatTerm" ADD CONSTRAINT "SeatTerm_seatId_fkey" FOREIGN KEY ("seatId") REFERENCES "BoardSeat"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_boardId_fkey" FOREIGN KEY ("boardId") REFERENCES "Board"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgendaItem" ADD CONSTRAINT "AgendaItem_boardId_fkey" FOREIGN KEY ("boardId") REFERENCES "Board"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgendaItem" ADD CONSTRAINT "AgendaItem_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BoardDecision" ADD CONSTRAINT "BoardDecision_boardId_fkey" FOREIGN KEY ("boardId") REFERENCES "Board"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BoardDecision" ADD CONSTRAINT "BoardDecision_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BoardAction" ADD CONSTRAINT "BoardAction_boardId_fkey" FOREIGN KEY ("boardId") REFERENCES "Board"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BoardAction" ADD CONSTRAINT "BoardAction_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BoardAction" ADD CONSTRAINT "BoardAction_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "AgendaItem"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsultativeEvent" ADD CONSTRAINT "ConsultativeEvent_boardId_fkey" FOREIGN KEY ("boardId") REFERENCES "Board"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsultativeEvent" ADD CONSTRAINT "ConsultativeEvent_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "BoardDecision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EventInvitee" ADD CONSTRAINT "EventInvitee_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "ConsultativeEvent"("id") ON DELETE CASCADE ON UPDATE CASCADE;
