// Made by "make api" from the API's description. Do not change it by hand.
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        "Accept-handoffRequest": {
            /** Format: int64 */
            version?: number;
        };
        "Acknowledge-break-glassRequest": {
            reason: string;
        };
        "Add-passkeyRequest": {
            credential: unknown;
            name: string;
        };
        "Add-tokenRequest": {
            /** Format: date-time */
            expiresAt?: string;
            name: string;
        };
        "Add-visitRequest": {
            /** Format: uuid */
            customerId: string;
            day?: string;
            purpose?: string;
            /** @description What came of it, or why it was cancelled: needed for both. */
            result?: string;
            /** @description Empty: at none of his sites. */
            siteId?: string;
            /** @description Who visits him; otherwise whoever records it. */
            staffId?: string;
            /** @enum {string} */
            state?: "planned" | "made" | "cancelled";
            /** @description Identifier or number of the ticket that it is for; empty: for none. */
            ticket?: string;
        };
        "Add-watcherRequest": {
            staffId: string;
        };
        "Answer-escalationRequest": {
            text: string;
        };
        "Answer-pleaRequest": {
            /** @description The new one, or the same. */
            priority: string;
            /** @description What the customer reads. */
            text: string;
        };
        AnswerBody: {
            /** @description What the passkey has answered, as PublicKeyCredential.toJSON() gives it. */
            credential: unknown;
        };
        AskBody: {
            /** @enum {string} */
            errand: "log-in" | "prove" | "link";
            provider: string;
        };
        "Assign-handoffRequest": {
            staffId: string;
        };
        AuditHead: {
            hash: string;
            /** Format: int64 */
            seq: number;
        };
        AuditingActionsView: {
            actions: components["schemas"]["AuditingActionView"][];
            groups: components["schemas"]["AuditingGroupView"][];
        };
        AuditingActionView: {
            code: string;
            group: string;
            name: components["schemas"]["LangText"];
            says: components["schemas"]["LangText"];
        };
        AuditingCheckView: {
            /** Format: date-time */
            askedAt: string;
            /** @description Who asked for it. */
            by: string;
            /**
             * Format: int64
             * @description How many entries have been read so far.
             */
            done: number;
            /** Format: date-time */
            endedAt: string | null;
            id: string;
            /** Format: int64 */
            of: number;
            /** @description What it has found, once it has ended. */
            report: components["schemas"]["AuditReport"] | null;
        };
        AuditingFeedView: {
            /** @description Why the last try failed. */
            error: string;
            /**
             * Format: int64
             * @description For how long the oldest of them waits.
             */
            lateMinutes: number;
            stuck: boolean;
            /**
             * Format: int64
             * @description Entries that the collector does not have.
             */
            waiting: number;
        };
        AuditingGroupView: {
            code: string;
            name: components["schemas"]["LangText"];
        };
        AuditingLine: {
            action: string;
            actor: string;
            actorId: string;
            /** @description From where the request came. */
            address: string;
            /** Format: date-time */
            at: string;
            /** @description JSON, as it was hashed. */
            detail: string;
            hash: string;
            /**
             * Format: int64
             * @description How the hash is made; 1 in entries of old.
             */
            hashVersion: number;
            /** @description The name of the token, or the account on the machine that gave the command. */
            means: string;
            object: string;
            objectId: string;
            /** @description The name of what it was done to; empty where it has none, or none any more. */
            objectName: string;
            /** @description What the actor did, as a sentence goes on after his name. */
            says: string;
            /**
             * Format: int64
             * @description Its number: 1 is the first, and none is left out.
             */
            seq: number;
            /**
             * @description How it was done; empty in entries of old.
             * @enum {string}
             */
            via: "" | "session" | "token" | "command" | "program" | "portal";
        };
        AuditingStateView: {
            /** @description The last check. */
            check: components["schemas"]["AuditingCheckView"] | null;
            /** @description How the feed to the syslog collector does; null where none is configured. */
            feed: components["schemas"]["AuditingFeedView"] | null;
            /** @description Its last entry. Noted elsewhere it tells later whether the log was written anew. */
            head: components["schemas"]["AuditHead"];
        };
        AuditProblem: {
            /** @description What is wrong, in words. */
            detail: string;
            /** @enum {string} */
            kind: "changed" | "missing" | "order" | "inserted" | "head" | "noted";
            /** Format: int64 */
            seq: number;
            /**
             * Format: int64
             * @description The last entry of the place; seq where it is one.
             */
            to: number;
            /**
             * Format: int64
             * @description Of one out of order: which entry it was.
             */
            was?: number;
        };
        AuditReport: {
            /**
             * Format: int64
             * @description How many were read.
             */
            entries: number;
            /** @description Where the log says that it ends. */
            head: components["schemas"]["AuditHead"];
            /** @description There are more problems than are listed. */
            more: boolean;
            /** @description The head of before against which it was held. */
            noted?: components["schemas"]["AuditHead"];
            ok: boolean;
            problems: components["schemas"]["AuditProblem"][];
        };
        "Be-presentRequest": {
            /** @enum {string} */
            doing: "view" | "note" | "reply" | "leave";
            /** @description Tells my windows apart. */
            window: string;
        };
        "Call-backRequest": {
            note?: string;
            /** @description confirmed, refused or unreached */
            outcome: string;
            /** Format: int64 */
            version?: number;
        };
        "Cancel-ticketRequest": {
            reason: string;
            /** Format: int64 */
            version?: number;
        };
        CareAtLeast: {
            /** Format: int64 */
            days: number;
            /** Format: int64 */
            least: number;
        };
        CareEffect: {
            /** @description Owed by a day to come. */
            ahead: components["schemas"]["TicketFigure"];
            /** @description Tickets of those who have the plan now, filed before they had it. */
            before: components["schemas"]["CarePromised"];
            dropped: components["schemas"]["TicketFigure"];
            /** @description Tasks that the plan has asked for, ever. */
            given: components["schemas"]["TicketFigure"];
            late: components["schemas"]["TicketFigure"];
            members: components["schemas"]["TicketFigure"];
            /** @description Still owed, past their day. */
            missed: components["schemas"]["TicketFigure"];
            onTime: components["schemas"]["TicketFigure"];
            /** @description Tickets of customers who have not the plan. */
            others: components["schemas"]["CarePromised"];
            /**
             * Format: date-time
             * @description From when on tickets count.
             */
            since: string;
            /** @description Tickets filed under the plan. */
            under: components["schemas"]["CarePromised"];
            via: components["schemas"]["CareWays"];
        };
        CareKind: {
            /** @description Whether new tasks may be of it. */
            active: boolean;
            code: string;
            en: string;
            /**
             * Format: int64
             * @description 0: the program's own, which cannot be changed.
             */
            version: number;
            zh: string;
        };
        CareNewTask: {
            channel?: string;
            /**
             * Format: uuid
             * @description May be left out where a ticket is named.
             */
            customerId?: string;
            /** @description Otherwise a week from today. */
            dueOn?: string;
            kind: string;
            /** @description Who owes it; otherwise the account manager, else whoever records it. */
            ownerId?: string;
            raisedBy?: string;
            /** @description Identifier or number of the ticket in whose course it was raised. */
            ticket?: string;
            words: string;
        };
        CareOverview: {
            /** @description The last words from and to the customer on all channels, the newest first. */
            contacts: components["schemas"]["TicketTouch"][];
            customer: components["schemas"]["CustomerDetailsView"];
            figures: components["schemas"]["TicketCustomerFigures"];
            /** @description How it stands with his real name. */
            identity: components["schemas"]["IdentityStatus"];
            /** @description What has not ended, the most pressing first; those beyond the first are in the list. */
            open: components["schemas"]["TicketRowView"][];
            /** @description Outages and planned work that touch his terminals: now, to come, and of the last 30 days. */
            outages: components["schemas"]["OutageBulletin"][];
            /** @description The service plan that he has. */
            plan: components["schemas"]["CarePlanOf"] | null;
            /** @description The customer's last judgement. */
            rating: components["schemas"]["TicketRatingView"] | null;
            /**
             * Format: date-time
             * @description From when on the figures count.
             */
            since: string;
            /** @description What is owed to him, the open ones by their days, then those last ended. */
            tasks: components["schemas"]["CareTaskView"][];
            /** @description The last and the planned ones, the latest day first. */
            visits: components["schemas"]["CareVisitView"][];
        };
        CarePlanBody: {
            about?: string;
            active: boolean;
            channels?: string[];
            /** @description Of a new plan. */
            code?: string;
            en?: string;
            managerId?: string;
            /** Format: int64 */
            position?: number;
            segment?: components["schemas"]["CareSegment"];
            tasks?: components["schemas"]["CareRule"][];
            /**
             * Format: int64
             * @description The version that was seen; needed unless If-Match names it.
             */
            version?: number;
            zh: string;
        };
        CarePlanOf: {
            channels: string[];
            code: string;
            en: string;
            id: string;
            /** @description Whom the plan names as account manager. */
            manager: components["schemas"]["OrgRef"] | null;
            name: string;
            /** Format: date-time */
            since: string;
            /** @enum {string} */
            via: "segment" | "contract" | "hand";
            zh: string;
        };
        CarePlanRef: {
            en: string;
            id: string;
            zh: string;
        };
        CarePreview: {
            /** @description There are more than this. */
            capped: boolean;
            /** Format: int64 */
            count: number;
            /** @description The first by name. */
            few: components["schemas"]["CustomerView"][];
        };
        CarePromised: {
            broken: components["schemas"]["TicketFigure"];
            tickets: components["schemas"]["TicketFigure"];
        };
        CareRule: {
            /**
             * Format: int64
             * @description Of yearly and anniversary: how many days before its day the task is given.
             */
            ahead: number;
            /** Format: int64 */
            days: number;
            /** @description By which it stays the same rule when it is changed; given by the program. */
            key?: string;
            kind: string;
            /** @description Of yearly: the month and day, as 06-01. */
            on?: string;
            /**
             * @description So many days after the customer has joined; every year on a day; so many days before the anniversary of a contract that runs.
             * @enum {string}
             */
            when: "joined" | "yearly" | "anniversary";
            /** @description What is to be done. */
            words: string;
        };
        CareSegment: {
            /** @description Has a site in such a place: urban, rural, sea, air. */
            areas?: string[];
            /** @description So many promises to him were broken lately. */
            broken?: components["schemas"]["CareAtLeast"];
            /** @description Has complained so often lately. */
            complaints?: components["schemas"]["CareAtLeast"];
            /**
             * @description Has a contract that runs, or has none.
             * @enum {string}
             */
            contract?: "running" | "none";
            /** @description person, organisation */
            kinds?: string[];
            /** @description Has an active subscription on one of these plans. */
            plans?: string[];
            /** @description Has a terminal of such a product in use. */
            products?: string[];
            /**
             * Format: int64
             * @description Nobody has had a word with him for so many days.
             */
            quietDays?: number;
            /** @description Has filed so many tickets lately. */
            tickets?: components["schemas"]["CareAtLeast"];
            tiers?: string[];
            /** @description Served by one of these units or one below. */
            units?: string[];
        };
        CareServicePlan: {
            about: string;
            active: boolean;
            /** @description On which channels these customers are to be served. */
            channels: string[];
            code: string;
            /** Format: date-time */
            createdAt: string;
            en: string;
            id: string;
            /** @description The account manager of those who have none of their own. */
            managerId: string;
            /**
             * Format: int64
             * @description Plans are tried in this order; the first whose segment a customer belongs to is his.
             */
            position: number;
            /** @description Who gets it by himself; null: only who is given it by hand or contract. */
            segment: components["schemas"]["CareSegment"] | null;
            tasks: components["schemas"]["CareRule"][];
            /** Format: date-time */
            updatedAt: string;
            /** Format: int64 */
            version: number;
            zh: string;
        };
        CareTaskChange: {
            dueOn?: string;
            kind?: string;
            ownerId?: string;
            /** @description The answer, what came of it, or why. */
            result?: string;
            /**
             * @description done; of opportunities won or lost; dropped when it is no longer owed; open takes it up again.
             * @enum {string}
             */
            state?: "open" | "done" | "won" | "lost" | "dropped";
            /**
             * Format: int64
             * @description The version that was seen; needed unless If-Match names it.
             */
            version?: number;
            words?: string;
        };
        CareTaskView: {
            /** @description On which channel it was raised; empty: nobody has raised it. */
            channel: string;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            customer: components["schemas"]["OrgRef"];
            customerId: string;
            doneBy: string;
            doneOn: string;
            dueOn: string;
            id: string;
            kind: string;
            overdue: boolean;
            owner: components["schemas"]["OrgRef"] | null;
            /** @description Who owes it; empty: whoever of the unit takes it. */
            ownerId: string;
            /** @description The service plan that asks for it. */
            plan: components["schemas"]["CarePlanRef"] | null;
            /** @description The service plan that asks for it; empty: a person does. */
            planId: string;
            /** @description Who of the customer's people has said it. */
            raisedBy: string;
            recordedBy: components["schemas"]["OrgRef"] | null;
            /** @description The answer, the result, or why it was won, lost or dropped. */
            result: string;
            /** @enum {string} */
            state: "open" | "done" | "won" | "lost" | "dropped";
            /** @description In the course of which ticket; empty: of none. */
            ticketId: string;
            /** @description Of the ticket in whose course it was raised. */
            ticketNumber: string;
            unit: components["schemas"]["OrgRef"];
            unitId: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: int64 */
            version: number;
            /** @description What the customer wants, or what is to be done. */
            words: string;
        };
        CareVisitView: {
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            customer: components["schemas"]["OrgRef"];
            customerId: string;
            /** @description For when it is planned, or when it was made. */
            day: string;
            id: string;
            purpose: string;
            /** @description What came of it, or why it was cancelled. */
            result: string;
            site: components["schemas"]["OrgRef"] | null;
            siteId: string;
            staff: components["schemas"]["OrgRef"];
            /** @description Who visits him. */
            staffId: string;
            /** @enum {string} */
            state: "planned" | "made" | "cancelled";
            ticketId: string;
            ticketNumber: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: int64 */
            version: number;
        };
        CareWays: {
            /** Format: int64 */
            contract: number;
            /** Format: int64 */
            hand: number;
            /** Format: int64 */
            segment: number;
        };
        "Change-calendarRequest": {
            /** @description Local holidays beside the published ones, lines of date,kind,name. */
            days?: string;
            en: string;
            holidays: boolean;
            /**
             * Format: int64
             * @description 0 makes the calendar.
             */
            version: number;
            week: string[];
            zh: string;
            zone: string;
        };
        "Change-outageRequest": {
            /** @description Where, as customers say it: English may be missing. */
            area: components["schemas"]["LangText"];
            /**
             * Format: date-time
             * @description Not after startsAt: it is withdrawn. Missing: it goes on, or goes on after all.
             */
            endedAt?: string;
            /** Format: date-time */
            expectedEnd?: string;
            internal?: string;
            /** @enum {string} */
            kind: "outage" | "planned";
            /** Format: date-time */
            startsAt: string;
            /**
             * Format: int64
             * @description The version that was seen; needed unless If-Match names it.
             */
            version?: number;
            ways: components["schemas"]["CustomerWays"];
            /** @description What customers are told: English may be missing. */
            words: components["schemas"]["LangText"];
        };
        "Change-passwordRequest": {
            /** @description The present one. */
            old: string;
            password: string;
        };
        "Change-site-factRequest": {
            gone?: boolean;
            /** @enum {string} */
            kind: "mast" | "power" | "access" | "sight" | "lightning" | "contact" | "other";
            /** @description Missing: today. */
            seenOn?: string;
            validUntil?: string;
            /**
             * Format: int64
             * @description The version that was seen; needed unless If-Match names it.
             */
            version?: number;
            words: string;
        };
        "Change-templateRequest": {
            descriptionEn: string;
            descriptionZh: string;
            /** @description The unit has none of its own any more. */
            letGo?: boolean;
            subjectEn: string;
            subjectZh: string;
            /** @description The unit whose own it is; left out, the common one. */
            unitId?: string;
            /**
             * Format: int64
             * @description The version that was seen; 0 where there was none.
             */
            version?: number;
        };
        "Change-visitRequest": {
            day?: string;
            purpose?: string;
            /** @description What came of it, or why it was cancelled: needed for both. */
            result?: string;
            /** @description Empty: at none of his sites. */
            siteId?: string;
            /** @description Who visits him; otherwise whoever records it. */
            staffId?: string;
            /** @enum {string} */
            state?: "planned" | "made" | "cancelled";
            /** @description Identifier or number of the ticket that it is for; empty: for none. */
            ticket?: string;
            /**
             * Format: int64
             * @description The version that was seen; needed unless If-Match names it.
             */
            version?: number;
        };
        ChannelHealthView: {
            /** @description Whether the house has a mail server; without one no mail is sent. */
            canMail: boolean;
            /**
             * Format: int64
             * @description Messages given up that nobody has tried again or put away.
             */
            failed: number;
            /**
             * Format: int64
             * @description For how long the oldest of them should have been gone.
             */
            lateMinutes: number;
            /** @description Why the oldest of those that wait could not be sent. */
            reason: string;
            /** @description Messages wait too long, and none has gone out meanwhile. */
            stuck: boolean;
            /**
             * Format: int64
             * @description Messages that should have gone out and have not.
             */
            waiting: number;
        };
        ChannelOutgoingView: {
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it is tried next.
             */
            dueAt: string;
            id: string;
            /** @description Why the last try failed. */
            reason: string;
            recipient: string;
            /** Format: date-time */
            sentAt: string | null;
            /** @enum {string} */
            state: "waiting" | "sending" | "sent" | "failed" | "cancelled";
            subject: string;
            ticketId: string | null;
            /** Format: int64 */
            tries: number;
            /** @enum {string} */
            via: "mail";
        };
        "Check-handoffRequest": {
            done: boolean;
            /** Format: int64 */
            pos: number;
        };
        CodeBody: {
            /** @description What the authenticator shows, or a recovery code. */
            code: string;
        };
        "Confirm-totpRequest": {
            code: string;
        };
        CustomerChange: {
            address?: string;
            industry?: string;
            /** @enum {string} */
            kind?: "person" | "organisation";
            /** @enum {string} */
            locale?: "zh" | "en";
            /** @description Empty: nobody. */
            managerId?: string;
            name?: string;
            note?: string;
            noteMust?: boolean;
            /** @description His own tier; a contract may give a better one. */
            tier?: string;
            unitId?: string;
            /**
             * Format: int64
             * @description The version that was seen; needed unless If-Match names it.
             */
            version?: number;
        };
        CustomerChanged: {
            field: string;
            from?: unknown;
            /** @description From and to are not kept. */
            personal?: boolean;
            to?: unknown;
        };
        CustomerConsent: {
            /** Format: date-time */
            at: string;
            /** @description Who took it in; empty: the customer himself, or an import. */
            by: string;
            /** @description Who spoke for the customer; empty: not noted. */
            contactId: string;
            customerId: string;
            /** @description Agreed, or taken back. */
            given: boolean;
            id: string;
            purpose: string;
            /** @enum {string} */
            via: "phone" | "portal" | "paper" | "mail" | "visit" | "import";
            /** @description What was asked, or where it stands. */
            wording: string;
        };
        CustomerConsents: {
            /** @description All entries, the newest first. */
            ledger: components["schemas"]["CustomerConsent"][];
            /** @description Every purpose as it stands. */
            purposes: components["schemas"]["CustomerPurposeState"][];
        };
        CustomerContact: {
            /** Format: date-time */
            createdAt: string;
            customerId: string;
            /** @description What he is asked about: technical, billing, emergency, decision. */
            duties: string[];
            email: string;
            id: string;
            main: boolean;
            name: string;
            note: string;
            phone: string;
            /**
             * @description What he may do for the customer on the web: nothing; see; also report and answer; also keep contacts and see contracts.
             * @enum {string}
             */
            portal: "none" | "view" | "report" | "manage";
            /** @description What he is there, in free words. */
            role: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: int64 */
            version: number;
        };
        CustomerContactEdit: {
            /** @description technical, billing, emergency, decision */
            duties?: string[];
            email?: string;
            /** @description There is one main contact: who becomes it takes the place of another. */
            main?: boolean;
            name?: string;
            note?: string;
            phone?: string;
            /** @enum {string} */
            portal?: "none" | "view" | "report" | "manage";
            role?: string;
            /**
             * Format: int64
             * @description The version that was seen; needed unless If-Match names it.
             */
            version?: number;
        };
        CustomerContract: {
            /** Format: date-time */
            createdAt: string;
            customerId: string;
            /** @description The last day; empty: until it is ended. */
            endsOn: string;
            id: string;
            note: string;
            number: string;
            /** @description Today is one of its days. */
            runs: boolean;
            /** @description The code of the service plan that it gives while it runs; empty: none. */
            servicePlan: string;
            startsOn: string;
            /** @description The tier that it gives; empty: none. */
            tier: string;
            title: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: int64 */
            version: number;
        };
        CustomerContractEdit: {
            endsOn?: string;
            note?: string;
            number?: string;
            servicePlan?: string;
            startsOn?: string;
            tier?: string;
            title?: string;
            /**
             * Format: int64
             * @description The version that was seen; needed unless If-Match names it.
             */
            version?: number;
        };
        CustomerCounts: {
            /**
             * Format: int64
             * @description Terminals that are in use.
             */
            activeTerminals: number;
            /** Format: int64 */
            contacts: number;
            /** Format: int64 */
            contracts: number;
            /** Format: int64 */
            sites: number;
            /** Format: int64 */
            subscriptions: number;
            /**
             * Format: int64
             * @description Subscriptions that are suspended.
             */
            suspended: number;
            /** Format: int64 */
            terminals: number;
        };
        CustomerDetailsView: {
            address: string;
            /** @description His own tier, without any contract. */
            baseTier: string;
            contacts: components["schemas"]["CustomerContact"][];
            contracts: components["schemas"]["CustomerContract"][];
            counts: components["schemas"]["CustomerCounts"];
            /** Format: date-time */
            createdAt: string;
            id: string;
            industry: string;
            /** @enum {string} */
            kind: "person" | "organisation";
            /**
             * @description In which language he is written to.
             * @enum {string}
             */
            locale: "zh" | "en";
            /** @description The account manager. */
            manager: components["schemas"]["OrgRef"] | null;
            /** @description The account manager; empty: none. */
            managerId: string;
            /** @description The customer who goes on in his place; empty: nobody. */
            mergedInto: string;
            name: string;
            /** @description Special handling. */
            note: string;
            /** @description The note must be acknowledged before one goes on. */
            noteMust: boolean;
            number: string;
            /** @description The code of the service plan that holds for him; empty: none. */
            servicePlan: string;
            /** @description The one that was set by hand; empty: that of a contract or of his segment holds. */
            servicePlanSet: string;
            sites: components["schemas"]["CustomerSite"][];
            subscriptions: components["schemas"]["CustomerSubscription"][];
            terminals: components["schemas"]["CustomerTerminal"][];
            /** @description The best of his own tier and those of his contracts that run. */
            tier: string;
            unit: components["schemas"]["OrgRef"];
            /** @description The unit that serves this customer, usually a province. */
            unitId: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: int64 */
            version: number;
        };
        CustomerFactFields: {
            gone?: boolean;
            /** @enum {string} */
            kind: "mast" | "power" | "access" | "sight" | "lightning" | "contact" | "other";
            /** @description Missing: today. */
            seenOn?: string;
            validUntil?: string;
            words: string;
        };
        CustomerFactVersion: {
            /**
             * Format: date-time
             * @description When it was said.
             */
            at: string;
            by: string;
            gone: boolean;
            id: string;
            /** @enum {string} */
            kind: "mast" | "power" | "access" | "sight" | "lightning" | "contact" | "other";
            seenOn: string;
            validUntil: string;
            words: string;
        };
        CustomerFoundCustomer: {
            id: string;
            number: string;
            /** @description What was found besides the title. */
            passage: components["schemas"]["CustomerPassage"] | null;
            tier: string;
            /** @description The name, in pieces: those that were looked for are marked. */
            title: components["schemas"]["IndexSegment"][];
            unit: components["schemas"]["OrgRef"];
        };
        CustomerFoundTerminal: {
            customer: string;
            customerId: string;
            id: string;
            model: string;
            passage: components["schemas"]["CustomerPassage"] | null;
            product: string;
            /** @description The number, or another identifier where there is none. */
            title: components["schemas"]["IndexSegment"][];
        };
        CustomerGolden: {
            /**
             * Format: double
             * @description Degrees from north.
             */
            azimuth?: number;
            /**
             * Format: double
             * @description Carrier to noise in dB, in a clear sky.
             */
            cnDB?: number;
            /**
             * Format: double
             * @description Receive frequency in MHz.
             */
            downMHz?: number;
            /**
             * Format: double
             * @description Degrees.
             */
            elevation?: number;
            modcod?: string;
            note?: string;
            /** @description When it was noted, as 2026-11-23. */
            on?: string;
            /**
             * Format: double
             * @description Degrees.
             */
            polarization?: number;
            /**
             * Format: double
             * @description Receive level in dBm, in a clear sky.
             */
            rxDBm?: number;
            /**
             * Format: double
             * @description Symbol rate in ksps.
             */
            symbolKsps?: number;
            /**
             * Format: double
             * @description Transmit power in dBm.
             */
            txDBm?: number;
            /**
             * Format: double
             * @description Transmit frequency in MHz.
             */
            upMHz?: number;
        };
        CustomerLikely: {
            address: string;
            /** @description His own tier, without any contract. */
            baseTier: string;
            /** Format: date-time */
            createdAt: string;
            id: string;
            industry: string;
            /** @enum {string} */
            kind: "person" | "organisation";
            /**
             * @description In which language he is written to.
             * @enum {string}
             */
            locale: "zh" | "en";
            /** @description The account manager. */
            manager: components["schemas"]["OrgRef"] | null;
            /** @description The account manager; empty: none. */
            managerId: string;
            /** @description The customer who goes on in his place; empty: nobody. */
            mergedInto: string;
            name: string;
            /** @description Special handling. */
            note: string;
            /** @description The note must be acknowledged before one goes on. */
            noteMust: boolean;
            number: string;
            /** @description What both have: name, contact (a phone), number, sim, imei, serial; merged: it was merged into this one. */
            same: string[];
            /** @description The code of the service plan that holds for him; empty: none. */
            servicePlan: string;
            /** @description The one that was set by hand; empty: that of a contract or of his segment holds. */
            servicePlanSet: string;
            /** @description The best of his own tier and those of his contracts that run. */
            tier: string;
            unit: components["schemas"]["OrgRef"];
            /** @description The unit that serves this customer, usually a province. */
            unitId: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: int64 */
            version: number;
        };
        CustomerMerging: {
            /**
             * Format: uuid
             * @description The customer who goes on.
             */
            into: string;
            reason: string;
            /** @description What the one who goes on takes over from the merged one; all else he keeps as he has it. Undoing the merge leaves it. */
            take?: ("name" | "kind" | "tier" | "industry" | "address" | "locale" | "managerId" | "note")[];
            /**
             * Format: int64
             * @description The version of the merged customer that was seen; needed unless If-Match names it.
             */
            version?: number;
        };
        CustomerMove: {
            /** @description The new customer; without one it stays with its own. */
            customerId?: string;
            reason: string;
            /** @description The new site, of the customer who has the terminal then; empty: at no site. */
            siteId?: string;
            /**
             * Format: int64
             * @description The version that was seen; needed unless If-Match names it.
             */
            version?: number;
        };
        CustomerNewConsent: {
            contactId?: string;
            given: boolean;
            /** @enum {string} */
            purpose: "position" | "recording" | "survey" | "marketing" | "learning" | "partners";
            /** @enum {string} */
            via: "phone" | "portal" | "paper" | "mail" | "visit" | "import";
            /** @description What was asked, or where it stands: the form's number, the ticket. */
            wording: string;
        };
        CustomerNewContact: {
            /** Format: uuid */
            customerId: string;
            /** @description technical, billing, emergency, decision */
            duties?: string[];
            email?: string;
            /** @description There is one main contact: who becomes it takes the place of another. */
            main?: boolean;
            name?: string;
            note?: string;
            phone?: string;
            /** @enum {string} */
            portal?: "none" | "view" | "report" | "manage";
            role?: string;
        };
        CustomerNewContract: {
            /** Format: uuid */
            customerId: string;
            endsOn?: string;
            note?: string;
            number?: string;
            servicePlan?: string;
            startsOn?: string;
            tier?: string;
            title?: string;
        };
        CustomerNewCustomer: {
            address?: string;
            contactName?: string;
            industry?: string;
            /** @enum {string} */
            kind?: "person" | "organisation";
            /** @enum {string} */
            locale?: "zh" | "en";
            managerId?: string;
            name: string;
            note?: string;
            noteMust?: boolean;
            number?: string;
            phone?: string;
            tier?: string;
            unitId?: string;
        };
        CustomerNewSite: {
            access?: string;
            address?: string;
            /** @enum {string} */
            area?: "urban" | "rural" | "sea" | "air";
            /** Format: uuid */
            customerId: string;
            /** Format: double */
            heightM?: number;
            /** Format: double */
            lat?: number;
            /** Format: double */
            lon?: number;
            name?: string;
            zone?: string;
        };
        CustomerNewSubscription: {
            /** Format: uuid */
            customerId: string;
            endsOn?: string;
            plan?: string;
            startsOn?: string;
            /** @description Empty: on no terminal. */
            terminalId?: string;
        };
        CustomerNewTerminal: {
            antenna?: string;
            /** Format: double */
            antennaM?: number;
            beam?: string;
            buc?: string;
            /** Format: uuid */
            customerId: string;
            firmware?: string;
            gateway?: string;
            golden?: components["schemas"]["CustomerGolden"];
            imei?: string;
            installedOn?: string;
            lnb?: string;
            maker?: string;
            model?: string;
            modem?: string;
            number?: string;
            /** @enum {string} */
            product?: "mobile" | "vsat" | "cband" | "relay";
            satellite?: string;
            /** Format: double */
            satelliteLon?: number;
            serial?: string;
            sim?: string;
            /** @description Empty: at no site. */
            siteId?: string;
            /** @enum {string} */
            state?: "active" | "spare" | "faulty" | "retired";
            warrantyUntil?: string;
        };
        CustomerOnWay: {
            antenna: string;
            /**
             * Format: double
             * @description Its diameter in metres; 0: not known.
             */
            antennaM: number;
            beam: string;
            buc: string;
            /** Format: date-time */
            createdAt: string;
            customer: string;
            customerId: string;
            firmware: string;
            gateway: string;
            /** @description The settings and readings with which it is known to work. */
            golden: components["schemas"]["CustomerGolden"] | null;
            id: string;
            imei: string;
            installedOn: string;
            lnb: string;
            maker: string;
            model: string;
            modem: string;
            number: string;
            product: string;
            satellite: string;
            /** Format: double */
            satelliteLon: number | null;
            serial: string;
            sim: string;
            siteId?: string;
            siteName: string;
            /** @enum {string} */
            state: "active" | "spare" | "faulty" | "retired";
            tier: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: int64 */
            version: number;
            warrantyUntil: string;
        };
        CustomerPassage: {
            text: components["schemas"]["IndexSegment"][];
            /** @enum {string} */
            where: "name" | "number" | "contact" | "phone" | "email" | "terminal" | "sim" | "imei" | "serial" | "site" | "address" | "industry" | "note" | "model" | "satellite" | "antenna" | "gateway" | "customer" | "customerNumber";
        };
        CustomerPlan: {
            /** @description Whether it is still sold; who has it keeps it. */
            active: boolean;
            code: string;
            descriptionEn: string;
            descriptionZh: string;
            en: string;
            /** @enum {string} */
            product: "mobile" | "vsat" | "cband" | "relay";
            /** Format: int64 */
            version: number;
            zh: string;
        };
        CustomerPlanBody: {
            active: boolean;
            /** @description Of a new plan. */
            code?: string;
            descriptionEn?: string;
            descriptionZh?: string;
            en?: string;
            /** @enum {string} */
            product: "mobile" | "vsat" | "cband" | "relay";
            /**
             * Format: int64
             * @description The version that was seen; needed unless If-Match names it.
             */
            version?: number;
            zh: string;
        };
        CustomerPurposeState: {
            code: string;
            given: boolean;
            name: components["schemas"]["LangText"];
            /** @description What the customer agrees to, as he is told. */
            says: components["schemas"]["LangText"];
            /** @description The law asks for a consent of its own. */
            sensitive: boolean;
            /**
             * Format: date-time
             * @description Since when; null: he has never been asked.
             */
            since: string | null;
        };
        CustomerReason: {
            /**
             * @description all: he sees every customer. unit: the unit that serves the customer is within his reach. ticket: a unit within his reach owns a ticket of the customer or works on one.
             * @enum {string}
             */
            kind: "all" | "unit" | "ticket";
            /** @description The posts by which he reaches the unit; none when it is his own unit. */
            posts: components["schemas"]["OrgPostView"][];
            text: components["schemas"]["LangText"];
            /** @description The number of the unit's latest such ticket. */
            ticket?: string;
            unit?: components["schemas"]["OrgRef"];
        };
        CustomerReveal: {
            /** @description customer: address; contact: phone, email; ticket: contactPhone or details.…; evidence: number. */
            field: string;
            id: string;
            /**
             * @description What has the field.
             * @enum {string}
             */
            of: "customer" | "contact" | "ticket" | "evidence";
            /** @enum {string} */
            why: "callback" | "visit" | "verify" | "dispute" | "authority" | "other";
            /** @description Why, in the person's own words. */
            words: string;
        };
        CustomerRevealed: {
            value: string;
        };
        CustomerSite: {
            /** @description How one gets there, and who opens. */
            access: string;
            address: string;
            /** @enum {string} */
            area: "urban" | "rural" | "sea" | "air";
            /** Format: date-time */
            createdAt: string;
            customerId: string;
            /** Format: double */
            heightM: number;
            id: string;
            /** Format: double */
            lat: number;
            /** Format: double */
            lon: number;
            name: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: int64 */
            version: number;
            /** @description The time zone in which people there live, as Asia/Urumqi. */
            zone: string;
        };
        CustomerSiteEdit: {
            access?: string;
            address?: string;
            /** @enum {string} */
            area?: "urban" | "rural" | "sea" | "air";
            /** Format: double */
            heightM?: number;
            /** Format: double */
            lat?: number;
            /** Format: double */
            lon?: number;
            name?: string;
            /**
             * Format: int64
             * @description The version that was seen; needed unless If-Match names it.
             */
            version?: number;
            zone?: string;
        };
        CustomerSiteFact: {
            /** @description Who says so; empty: the program. */
            by: string;
            /** Format: date-time */
            createdAt: string;
            customerId: string;
            /** @description What it said before, the newest first. */
            earlier: components["schemas"]["CustomerFactVersion"][];
            /** @description It holds no more. */
            gone: boolean;
            id: string;
            /** @enum {string} */
            kind: "mast" | "power" | "access" | "sight" | "lightning" | "contact" | "other";
            /** @description On which day it was found so, as 2026-11-23. */
            seenOn: string;
            siteId: string;
            /** Format: date-time */
            updatedAt: string;
            /** @description The last day on which it can be relied on; empty: until somebody says otherwise. */
            validUntil: string;
            /** Format: int64 */
            version: number;
            words: string;
        };
        CustomerStep: {
            /** @description Why; the customer can be told so. */
            reason: string;
            /** @enum {string} */
            state: "active" | "suspended-arrears" | "suspended-identity" | "ended";
            /**
             * Format: int64
             * @description The version that was seen; needed unless If-Match names it.
             */
            version?: number;
        };
        CustomerSubscription: {
            /** Format: date-time */
            createdAt: string;
            customerId: string;
            endsOn: string;
            id: string;
            /** @description The code of its plan. */
            plan: string;
            product: string;
            /** @description Why it is in its state. */
            reason: string;
            startsOn: string;
            /** @enum {string} */
            state: "active" | "suspended-arrears" | "suspended-identity" | "ended";
            /**
             * Format: date-time
             * @description Since when it is in its state.
             */
            stateAt?: string;
            terminalId?: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: int64 */
            version: number;
        };
        CustomerSubscriptionEdit: {
            endsOn?: string;
            plan?: string;
            startsOn?: string;
            /** @description Empty: on no terminal. */
            terminalId?: string;
            /**
             * Format: int64
             * @description The version that was seen; needed unless If-Match names it.
             */
            version?: number;
        };
        CustomerSubscriptionStep: {
            /** Format: date-time */
            at: string;
            /** @description Empty: the program, as by an import. */
            by: string;
            id: string;
            reason: string;
            /** @enum {string} */
            state: "active" | "suspended-arrears" | "suspended-identity" | "ended";
        };
        CustomerTerminal: {
            antenna: string;
            /**
             * Format: double
             * @description Its diameter in metres; 0: not known.
             */
            antennaM: number;
            beam: string;
            buc: string;
            /** Format: date-time */
            createdAt: string;
            customerId: string;
            firmware: string;
            gateway: string;
            /** @description The settings and readings with which it is known to work. */
            golden: components["schemas"]["CustomerGolden"] | null;
            id: string;
            imei: string;
            installedOn: string;
            lnb: string;
            maker: string;
            model: string;
            modem: string;
            number: string;
            product: string;
            satellite: string;
            /** Format: double */
            satelliteLon: number | null;
            serial: string;
            sim: string;
            siteId?: string;
            siteName: string;
            /** @enum {string} */
            state: "active" | "spare" | "faulty" | "retired";
            /** Format: date-time */
            updatedAt: string;
            /** Format: int64 */
            version: number;
            warrantyUntil: string;
        };
        CustomerTerminalChange: {
            /** Format: date-time */
            at: string;
            /** @description Empty: the program, as by an import. */
            by: string;
            changes: components["schemas"]["CustomerChanged"][];
            id: string;
            /** @enum {string} */
            kind: "added" | "changed" | "moved" | "swapped";
            reason: string;
        };
        CustomerTerminalEdit: {
            antenna?: string;
            /** Format: double */
            antennaM?: number;
            beam?: string;
            buc?: string;
            firmware?: string;
            gateway?: string;
            golden?: components["schemas"]["CustomerGolden"];
            imei?: string;
            installedOn?: string;
            lnb?: string;
            maker?: string;
            model?: string;
            modem?: string;
            number?: string;
            /** @enum {string} */
            product?: "mobile" | "vsat" | "cband" | "relay";
            satellite?: string;
            /** Format: double */
            satelliteLon?: number;
            serial?: string;
            sim?: string;
            /** @description Empty: at no site. */
            siteId?: string;
            /** @enum {string} */
            state?: "active" | "spare" | "faulty" | "retired";
            /**
             * Format: int64
             * @description The version that was seen; needed unless If-Match names it.
             */
            version?: number;
            warrantyUntil?: string;
        };
        CustomerTwins: {
            customers: components["schemas"]["CustomerView"][];
            phone: string;
        };
        CustomerView: {
            address: string;
            /** @description His own tier, without any contract. */
            baseTier: string;
            /** Format: date-time */
            createdAt: string;
            id: string;
            industry: string;
            /** @enum {string} */
            kind: "person" | "organisation";
            /**
             * @description In which language he is written to.
             * @enum {string}
             */
            locale: "zh" | "en";
            /** @description The account manager. */
            manager: components["schemas"]["OrgRef"] | null;
            /** @description The account manager; empty: none. */
            managerId: string;
            /** @description The customer who goes on in his place; empty: nobody. */
            mergedInto: string;
            name: string;
            /** @description Special handling. */
            note: string;
            /** @description The note must be acknowledged before one goes on. */
            noteMust: boolean;
            number: string;
            /** @description The code of the service plan that holds for him; empty: none. */
            servicePlan: string;
            /** @description The one that was set by hand; empty: that of a contract or of his segment holds. */
            servicePlanSet: string;
            /** @description The best of his own tier and those of his contracts that run. */
            tier: string;
            unit: components["schemas"]["OrgRef"];
            /** @description The unit that serves this customer, usually a province. */
            unitId: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: int64 */
            version: number;
        };
        CustomerViewer: {
            id: string;
            login: string;
            name: string;
            unit: components["schemas"]["OrgRef"];
            why: components["schemas"]["CustomerReason"][];
        };
        CustomerWays: {
            beams: string[];
            gateways: string[];
            satellites: string[];
        };
        "Decide-disputeRequest": {
            text: string;
            unitId: string;
        };
        "Decline-offerRequest": {
            reason?: string;
        };
        DutyAddress: {
            /** @description The secret address of my calendar, shown only this once; empty when it has none any more. */
            path: string;
        };
        DutyDayInput: {
            day: string;
            kinds: string[];
            staffId: string;
            unitId: string;
            /** @description The shifts that were seen there: when they are others by now, it is a conflict. */
            was: string[];
        };
        DutyDone: {
            id: string;
        };
        DutyGapView: {
            day: string;
            /** Format: int64 */
            have: number;
            kindId: string;
            /** Format: int64 */
            need: number;
        };
        DutyHandovers: {
            items: components["schemas"]["DutyHandoverView"][];
            mayWrite: boolean;
            nextCursor: string;
            /** @description All that is open in the unit, the oldest first; with the first page only. */
            open: components["schemas"]["DutyItemView"][];
            unit: components["schemas"]["OrgRef"];
        };
        DutyHandoverView: {
            accepted: components["schemas"]["OrgRef"] | null;
            /** Format: date-time */
            acceptedAt?: string;
            /** Format: date-time */
            at: string;
            by: components["schemas"]["OrgRef"];
            id: string;
            /** @description What was newly open. */
            items: components["schemas"]["DutyItemView"][];
            mayAccept: boolean;
            shift: string;
            text: string;
            watch: string;
        };
        DutyItemView: {
            /** Format: date-time */
            at: string;
            /** @description Who ticked it off; missing: it is open. */
            done: components["schemas"]["OrgRef"] | null;
            /** Format: date-time */
            doneAt?: string;
            id: string;
            text: string;
            ticket: string;
        };
        DutyKind: {
            /** @enum {string} */
            colour: "blue" | "green" | "amber" | "violet" | "red" | "grey";
            /**
             * Format: int64
             * @description Minutes of work that it counts for.
             */
            counted: number;
            /** @description 08:00-16:00; 20:00-08:00 runs over midnight; 00:00-24:00 is a whole day. */
            hours: string;
            /** @description Empty: a new one. */
            id?: string;
            /**
             * Format: int64
             * @description How many people it wants.
             */
            minimum: number;
            name: string;
            /** @description Counts as a night. */
            night: boolean;
            /** @description At which whoever has it is reached; empty for who may not know. */
            phone: string;
            /** @description The seat that it mans; empty: the unit has one. */
            post: string;
            /** @description No longer given out; kept for what was. */
            retired: boolean;
            readonly unitId?: string;
        };
        DutyLaid: {
            /** Format: int64 */
            added: number;
            gaps: components["schemas"]["DutyGapView"][];
            problems: components["schemas"]["DutyProblemView"][];
            /** Format: int64 */
            removed: number;
            /** @description All shifts of the people concerned in these days. */
            shifts: components["schemas"]["DutyShiftView"][];
        };
        DutyMine: {
            /**
             * Format: date-time
             * @description Since when the person's calendar has an address; missing: it has none.
             */
            feed?: string;
            /** @description From yesterday on, for three months. */
            shifts: components["schemas"]["DutyMyShift"][];
            /** @description Those that wait for the person or that he has offered, and offers to whoever can; open ones and what became of others lately. */
            swaps: components["schemas"]["DutySwapView"][];
        };
        DutyMyShift: {
            colour: string;
            day: string;
            /** Format: date-time */
            endsAt: string;
            id: string;
            /** @description It is offered to a colleague already. */
            offered: boolean;
            post: string;
            shift: string;
            /** Format: date-time */
            startsAt: string;
            unit: components["schemas"]["OrgRef"];
        };
        DutyNewHandover: {
            /** @description What is newly open. What was open before goes on by itself. */
            items?: components["schemas"]["DutyNewItem"][];
            /** @description What the shift was called. */
            shift: string;
            /** @description What happened, what was done. */
            text: string;
            unitId: string;
            /** @description What the next are to watch. */
            watch?: string;
        };
        DutyNewItem: {
            text: string;
            /** @description The number of its ticket. */
            ticket?: string;
        };
        DutyNewSwap: {
            reason: string;
            shiftId: string;
            /** @description The colleague; empty: whoever of the unit can. */
            toId?: string;
        };
        DutyOnDuty: {
            /** Format: date-time */
            endsAt: string;
            name: string;
            /** @description Of the duty; empty where there is none, and for who does not call units at work. */
            phone: string;
            post: string;
            shift: string;
            staffId: string;
            unit: string;
            unitId: string;
        };
        DutyPatternInput: {
            /** @description The shift of each day of the cycle; empty: off. */
            cycle: string[];
            /** @description Only shows what would come of it. */
            dryRun: boolean;
            from: string;
            teams: components["schemas"]["DutyTeamInput"][];
            to: string;
            unitId: string;
        };
        DutyPerson: {
            /**
             * Format: int64
             * @description Minutes that the shifts of these days count for.
             */
            counted: number;
            /** @description Belongs to another unit. */
            guest: boolean;
            id: string;
            name: string;
        };
        DutyProblemView: {
            /**
             * Format: int64
             * @description How many nights in a row it is, or how many minutes lie between.
             */
            count: number;
            day: string;
            shiftId: string;
            /** @enum {string} */
            sort: "overlap" | "away" | "rest" | "nights";
            staffId: string;
        };
        DutyPublication: {
            /** @description Publish although rest, nights or absences are not as they should be. */
            despite: boolean;
            from: string;
            to: string;
            unitId: string;
        };
        DutyPublishedResult: {
            /** Format: int64 */
            added: number;
            /**
             * Format: int64
             * @description For how many people something has changed.
             */
            people: number;
            /** Format: int64 */
            removed: number;
        };
        DutyRoster: {
            /** @description A swap holds only when a leader has agreed. */
            approve: boolean;
            /**
             * Format: int64
             * @description The most nights in a row; 0: no rule.
             */
            nightsMost: number;
            /**
             * Format: int64
             * @description The least hours between two shifts of a person; 0: no rule.
             */
            restHours: number;
            unitId: string;
            /** Format: int64 */
            version: number;
        };
        DutyRosterView: {
            /**
             * Format: int64
             * @description How many shifts of these days are changed and not published.
             */
            changes: number;
            from: string;
            gaps: components["schemas"]["DutyGapView"][];
            kinds: components["schemas"]["DutyKind"][];
            mayPlan: boolean;
            people: components["schemas"]["DutyPerson"][];
            problems: components["schemas"]["DutyProblemView"][];
            rules: components["schemas"]["DutyRoster"];
            shifts: components["schemas"]["DutyShiftView"][];
            /** @description Of the shifts of these days, the latest first. */
            swaps: components["schemas"]["DutySwapView"][];
            to: string;
            unit: components["schemas"]["OrgRef"];
        };
        DutyRulesInput: {
            /** @description A swap holds only when a leader has agreed. */
            approve: boolean;
            kinds: components["schemas"]["DutyKind"][];
            /**
             * Format: int64
             * @description The most nights in a row; 0: no rule.
             */
            nightsMost: number;
            /**
             * Format: int64
             * @description The least hours between two shifts of a person; 0: no rule.
             */
            restHours: number;
            unitId: string;
            /** Format: int64 */
            version: number;
        };
        DutyShiftView: {
            day: string;
            id: string;
            kindId: string;
            staffId: string;
            /** @enum {string} */
            state: "draft" | "published" | "leaving" | "cancelled";
        };
        DutySwapStep: {
            /** @enum {string} */
            step: "take" | "decline" | "withdraw" | "approve" | "refuse";
            /** @description Why, to decline or refuse. */
            text?: string;
        };
        DutySwapView: {
            answer: string;
            /** Format: date-time */
            changedAt: string;
            /** Format: date-time */
            createdAt: string;
            day: string;
            decided: components["schemas"]["OrgRef"] | null;
            /** Format: date-time */
            endsAt: string;
            from: components["schemas"]["OrgRef"];
            id: string;
            /** @description The steps that the person who asks can take. */
            may: string[];
            reason: string;
            shift: string;
            shiftId: string;
            /** Format: date-time */
            startsAt: string;
            /** @enum {string} */
            state: "offered" | "taken" | "done" | "declined" | "refused" | "withdrawn" | "void";
            taken: components["schemas"]["OrgRef"] | null;
            /** @description Missing: whoever can. */
            to: components["schemas"]["OrgRef"] | null;
            unit: components["schemas"]["OrgRef"];
        };
        DutyTeamInput: {
            /**
             * Format: int64
             * @description The place in the cycle with which the first day begins.
             */
            offset: number;
            people: string[];
        };
        "Escalate-ticketRequest": {
            reason: string;
        };
        IdentityCheckView: {
            customer: components["schemas"]["IdentityOther"];
            customerId: string;
            /** @description By when he must have been checked. */
            dueOn: string;
            /** Format: date-time */
            endedAt?: string;
            id: string;
            may: components["schemas"]["IdentityMay"];
            note: string;
            /** Format: date-time */
            openedAt: string;
            /** @enum {string} */
            reason: "expiry" | "periodic" | "transfer" | "missing" | "doubt";
            /** @description The next step may be taken. */
            ripe: boolean;
            /** @enum {string} */
            state: "open" | "noticed" | "limited" | "suspended" | "done" | "cancelled";
            /** @description From when on the next step may be taken; empty: there is none. */
            stepOn: string;
            /** @description What was done, the first first. */
            steps: components["schemas"]["IdentityStep"][];
            /** @description It is about this terminal alone; empty: about all that he has. */
            terminalId: string;
            tier: string;
            unit: components["schemas"]["OrgRef"];
            /** @description Which unit sees to it. */
            unitId: string;
            /** Format: int64 */
            version: number;
        };
        IdentityEvidence: {
            /**
             * @description A card for people, for things (物联网卡), or of a trade (行业卡).
             * @enum {string}
             */
            card: "usual" | "iot" | "industry";
            /** @description Of a card for things or of a trade: for what it is used. */
            cardUse: string;
            /** Format: date-time */
            checkedAt: string;
            checkedBy: string;
            customerId: string;
            /** @description The agent (代理商) that took it in; empty: ourselves. */
            dealer: string;
            /**
             * Format: date-time
             * @description When it was replaced or withdrawn.
             */
            endedAt?: string;
            endReason: string;
            /** @description The name on the document. */
            holder: string;
            /**
             * @description How it was checked: face to face, by video, against the authority's data, or by an agent.
             * @enum {string}
             */
            how: "face" | "video" | "online" | "agent";
            id: string;
            issuer: string;
            /** @enum {string} */
            kind: "resident-id" | "residence-permit" | "foreign-resident" | "passport" | "hk-macau-permit" | "taiwan-permit" | "military-id" | "business-licence" | "organisation";
            /** @description Masked; it is revealed for a reason. */
            number: string;
            /** @description For what the document was shown. */
            purpose: string;
            /** @enum {string} */
            role: "holder" | "responsible" | "user" | "agent";
            /** @description Of a user: of which terminal; empty: of all. */
            terminalId: string;
            /** @description Where it was checked. */
            unitId: string;
            /** @description The last day; empty: without end. */
            validUntil: string;
            /** Format: int64 */
            version: number;
        };
        IdentityMay: {
            enforce: boolean;
            keep: boolean;
            reveal: boolean;
        };
        IdentityNewEvidence: {
            /**
             * @default usual
             * @enum {string}
             */
            card: "usual" | "iot" | "industry";
            cardUse?: string;
            dealer?: string;
            holder: string;
            /** @enum {string} */
            how: "face" | "video" | "online" | "agent";
            issuer?: string;
            /** @enum {string} */
            kind: "resident-id" | "residence-permit" | "foreign-resident" | "passport" | "hk-macau-permit" | "taiwan-permit" | "military-id" | "business-licence" | "organisation";
            number: string;
            purpose: string;
            /** @enum {string} */
            role: "holder" | "responsible" | "user" | "agent";
            terminalId?: string;
            /** @description The last day; empty: without end. */
            validUntil?: string;
        };
        IdentityNewStep: {
            reason: string;
            /** @enum {string} */
            step: "notice" | "limit" | "suspend" | "restore" | "cancel";
            /**
             * Format: int64
             * @description The version that was seen; needed unless If-Match names it.
             */
            version?: number;
            /**
             * @description How the customer is told; by mail the program does it.
             * @enum {string}
             */
            via?: "mail" | "phone" | "letter" | "visit";
        };
        IdentityNewTask: {
            /** @description By when; without a day, when the usual notice has run out. */
            dueOn?: string;
            /** @description Why, in words; he can be told so. */
            note: string;
            /** @enum {string} */
            reason: "expiry" | "periodic" | "transfer" | "missing" | "doubt";
            terminalId?: string;
        };
        IdentityOther: {
            id: string;
            name: string;
            number: string;
        };
        IdentityRules: {
            /** @description The program gives notice, limits and suspends by itself when the day has come; otherwise people do. */
            auto: boolean;
            /**
             * Format: int64
             * @description So many days later they may be suspended.
             */
            limitDays: number;
            /**
             * Format: int64
             * @description Everybody is checked anew so many months after the last check; 0: only when a document expires.
             */
            months: number;
            /**
             * Format: int64
             * @description With one document so many customers may be registered.
             */
            most: number;
            /**
             * Format: int64
             * @description So many days after notice services may be limited.
             */
            noticeDays: number;
            /** @description A further one is refused; otherwise it is only shown. */
            refuse: boolean;
            /** @description Who takes over a terminal is checked. */
            transfer: boolean;
            /** Format: int64 */
            version: number;
            /**
             * Format: int64
             * @description So many days before a document expires its customer is asked to be checked anew.
             */
            warnDays: number;
        };
        IdentitySheet: {
            /** @description Those that count, then those that have ended; the newest first. */
            evidence: components["schemas"]["IdentityEvidence"][];
            may: components["schemas"]["IdentityMay"];
            /** @description Those of them whom you may see. */
            others: components["schemas"]["IdentityOther"][];
            rules: components["schemas"]["IdentityRules"];
            /**
             * Format: int64
             * @description How many other customers have shown the same document of their own.
             */
            shared: number;
            status: components["schemas"]["IdentityStatus"];
            /** @description The checks asked of him, the newest first. */
            tasks: components["schemas"]["IdentityCheckView"][];
        };
        IdentityStatus: {
            /** @description The day on which he was last checked; empty: never. */
            checked: string;
            /** @description By when he must have been checked, while a check waits. */
            dueOn: string;
            /** @description Whose document is not there: holder, responsible. */
            lacks: string[];
            /**
             * @description due: he has been asked to be checked anew.
             * @enum {string}
             */
            state: "checked" | "expiring" | "expired" | "missing" | "due" | "limited" | "suspended";
            /** @description The last day of the document that expires first; empty: none expires. */
            until: string;
        };
        IdentityStep: {
            /** Format: date-time */
            at: string;
            /** @description Empty: the rule. */
            by: string;
            id: string;
            reason: string;
            /** @enum {string} */
            step: "open" | "notice" | "limit" | "suspend" | "restore" | "verify" | "cancel";
            /** @description What he was told. */
            told: string;
            /**
             * @description How the customer was told; empty: he was not.
             * @enum {string}
             */
            via: "" | "mail" | "phone" | "letter" | "visit";
        };
        IdentityTask: {
            customerId: string;
            /** @description By when he must have been checked. */
            dueOn: string;
            /** Format: date-time */
            endedAt?: string;
            id: string;
            note: string;
            /** Format: date-time */
            openedAt: string;
            /** @enum {string} */
            reason: "expiry" | "periodic" | "transfer" | "missing" | "doubt";
            /** @enum {string} */
            state: "open" | "noticed" | "limited" | "suspended" | "done" | "cancelled";
            /** @description From when on the next step may be taken; empty: there is none. */
            stepOn: string;
            /** @description It is about this terminal alone; empty: about all that he has. */
            terminalId: string;
            /** @description Which unit sees to it. */
            unitId: string;
            /** Format: int64 */
            version: number;
        };
        "Import-holidaysRequest": {
            /** @description Lines of date,kind,name; kind is off or work; lines with # name the source. */
            csv: string;
            /** @description Only show the effect. */
            dryRun?: boolean;
        };
        IndexSegment: {
            hit: boolean;
            text: string;
        };
        "Invite-unitRequest": {
            links?: string[];
            request: string;
            unitId: string;
        };
        ItemsAbsenceView: {
            items: components["schemas"]["OrgAbsenceView"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsAPIToken: {
            items: components["schemas"]["OrgAPIToken"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsBreakGlassUse: {
            items: components["schemas"]["OrgBreakGlassUse"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsBulletin: {
            items: components["schemas"]["OutageBulletin"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsCalendarView: {
            items: components["schemas"]["TicketCalendarView"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsCallerView: {
            items: components["schemas"]["TicketCallerView"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsCheckView: {
            items: components["schemas"]["IdentityCheckView"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsColleague: {
            items: components["schemas"]["TicketColleague"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsContact: {
            items: components["schemas"]["CustomerContact"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsContract: {
            items: components["schemas"]["CustomerContract"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsDisputeView: {
            items: components["schemas"]["TicketDisputeView"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsDraft: {
            items: components["schemas"]["TicketDraft"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsEventView: {
            items: components["schemas"]["TicketEventView"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsHandoffView: {
            items: components["schemas"]["TicketHandoffView"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsInboxRow: {
            items: components["schemas"]["TicketInboxRow"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsKind: {
            items: components["schemas"]["CareKind"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsLikely: {
            items: components["schemas"]["CustomerLikely"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsLine: {
            items: components["schemas"]["AuditingLine"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsOnDuty: {
            items: components["schemas"]["DutyOnDuty"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsOnWay: {
            items: components["schemas"]["CustomerOnWay"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsOutgoingView: {
            items: components["schemas"]["ChannelOutgoingView"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsPermissionGroup: {
            items: components["schemas"]["OrgPermissionGroup"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsPersonWatch: {
            items: components["schemas"]["TicketPersonWatch"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsPhraseView: {
            items: components["schemas"]["TicketPhraseView"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsPlan: {
            items: components["schemas"]["CustomerPlan"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsPolicy: {
            items: components["schemas"]["TicketPolicy"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsProvider: {
            items: components["schemas"]["OrgProvider"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsRoleView: {
            items: components["schemas"]["OrgRoleView"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsRowView: {
            items: components["schemas"]["TicketRowView"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsSavedViewView: {
            items: components["schemas"]["TicketSavedViewView"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsServicePlan: {
            items: components["schemas"]["CareServicePlan"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsSessionView: {
            items: components["schemas"]["OrgSessionView"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsSimilarRow: {
            items: components["schemas"]["TicketSimilarRow"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsSite: {
            items: components["schemas"]["CustomerSite"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsSiteFact: {
            items: components["schemas"]["CustomerSiteFact"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsSkill: {
            items: components["schemas"]["OrgSkill"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsStaffView: {
            items: components["schemas"]["OrgStaffView"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsSubscription: {
            items: components["schemas"]["CustomerSubscription"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsSubscriptionStep: {
            items: components["schemas"]["CustomerSubscriptionStep"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsSuggestion: {
            items: components["schemas"]["TicketSuggestion"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsTagCount: {
            items: components["schemas"]["TicketTagCount"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsTaskView: {
            items: components["schemas"]["CareTaskView"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsTemplateView: {
            items: components["schemas"]["TicketTemplateView"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsTerminal: {
            items: components["schemas"]["CustomerTerminal"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsTerminalChange: {
            items: components["schemas"]["CustomerTerminalChange"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsTwins: {
            items: components["schemas"]["CustomerTwins"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsUnitView: {
            items: components["schemas"]["OrgUnitView"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsVariable: {
            items: components["schemas"]["TicketVariable"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsView: {
            items: components["schemas"]["CustomerView"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsViewer: {
            items: components["schemas"]["CustomerViewer"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsVisitView: {
            items: components["schemas"]["CareVisitView"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        ItemsWayIn: {
            items: components["schemas"]["OrgWayIn"][];
            /** @description Give it as cursor to get the next page; empty at the end. */
            nextCursor: string;
        };
        LangText: {
            en: string;
            zh: string;
        };
        "Link-meRequest": {
            login: string;
            password: string;
        };
        "Link-staffRequest": {
            /** @description The provider's identifier of the person. */
            subject: string;
        };
        LivePresent: {
            /** @enum {string} */
            doing: "view" | "note" | "reply";
            id: string;
            name: string;
        };
        NamedBody: {
            name: string;
        };
        NoteRequest: {
            /** @description Colleagues who are told of it; they must see the ticket. */
            mentions?: string[];
            text: string;
        };
        "Offer-ticketRequest": {
            reason: string;
            staffId: string;
            /** Format: int64 */
            version?: number;
        };
        "Order-phrasesRequest": {
            ids: string[];
        };
        "Order-policiesRequest": {
            ids: string[];
        };
        OrgAbsenceChange: {
            /** @description The person is back, or does not go. */
            ended?: boolean;
            giveBack?: boolean;
            /** @description Empty: nobody. */
            substituteId?: string;
            /** Format: date-time */
            untilAt?: string;
            /**
             * Format: int64
             * @description The version that was seen; needed unless If-Match names it.
             */
            version?: number;
        };
        OrgAbsenceView: {
            /**
             * Format: date-time
             * @description When the person came back before the time, or it was called off.
             */
            endedAt: string | null;
            /** Format: date-time */
            fromAt: string;
            /** @description What is given over for this time comes back on return. */
            giveBack: boolean;
            givenOver: boolean;
            id: string;
            /**
             * @description Empty where it is not your business.
             * @enum {string}
             */
            kind: "" | "leave" | "sick" | "trip" | "training" | "other";
            note: string;
            /** @description The person is away at this moment. */
            now: boolean;
            person: components["schemas"]["OrgRef"];
            /** @description Null: what comes meanwhile is for the unit. */
            substitute: components["schemas"]["OrgRef"] | null;
            /** Format: date-time */
            untilAt: string;
            /** Format: int64 */
            version: number;
        };
        OrgAddedFactor: {
            /** Format: date-time */
            createdAt: string;
            id: string;
            /** @enum {string} */
            kind: "totp" | "passkey" | "recovery";
            name: string;
            /** @description Shown only this once; none when there are some already. */
            recoveryCodes: string[];
            /** Format: date-time */
            usedAt?: string;
        };
        OrgAPIToken: {
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt?: string;
            id: string;
            /** Format: date-time */
            lastUsedAt?: string;
            name: string;
        };
        OrgAsked: {
            publicKey: unknown;
        };
        OrgBack: {
            code?: string;
            error?: string;
            iss?: string;
            /** @description The provider in whose redirect address he came back. */
            provider: string;
            state: string;
        };
        OrgBreakGlassUse: {
            account: string;
            address: string;
            /** Format: date-time */
            at: string;
            device: string;
            id: string;
            /** Format: date-time */
            seenAt: string;
        };
        OrgCodes: {
            recoveryCodes: string[];
        };
        OrgCreated: {
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt?: string;
            id: string;
            /** Format: date-time */
            lastUsedAt?: string;
            name: string;
            /** @description Shown only this once. */
            token: string;
        };
        OrgFactor: {
            /** Format: date-time */
            createdAt: string;
            id: string;
            /** @enum {string} */
            kind: "totp" | "passkey" | "recovery";
            name: string;
            /** Format: date-time */
            usedAt?: string;
        };
        OrgFarther: {
            /** @description Where the browser goes, to be logged out at the provider too. */
            address: string;
        };
        OrgGrant: {
            /** @description Who has said so. It gives him nothing himself: nobody gives himself a right. */
            readonly by?: string;
            role: string;
            /** @enum {string} */
            scope: "own" | "unit" | "subtree" | "all";
            unitId: string;
            /** @description The group's or role's name as the provider tells it. */
            value: string;
        };
        OrgGuard: {
            /**
             * @description The best second factor; none: only a password.
             * @enum {string}
             */
            factor?: "totp" | "passkey" | "recovery";
            locked: boolean;
        };
        OrgLinked: {
            id: string;
            /** @enum {string} */
            kind: "oidc" | "directory";
            /** Format: date-time */
            linkedAt: string;
            /** @description His log-in name there. */
            login: string;
            name: components["schemas"]["LangText"];
            /**
             * Format: date-time
             * @description When he came from there last.
             */
            seenAt?: string;
        };
        OrgLockRules: {
            /**
             * Format: int64
             * @description After how many failures; 0: never.
             */
            failures: number;
            /**
             * Format: int64
             * @description For how many minutes.
             */
            for: number;
            /**
             * Format: int64
             * @description Within how many minutes.
             */
            within: number;
        };
        OrgMe: {
            /** @description Send it back as X-CSRF-Token with every change. */
            csrfToken: string;
            id: string;
            /** @enum {string} */
            locale: "zh" | "en";
            login: string;
            name: string;
            /**
             * @description What the person must do before anything else: all other calls are refused with this reason.
             * @enum {string}
             */
            owes?: "" | "password" | "factor" | "passkey";
            permissions: ("ticket.read" | "ticket.create" | "ticket.handle" | "handoff.work" | "ticket.supervise" | "customer.read" | "customer.write" | "personal.read" | "personal.reveal" | "identity.keep" | "identity.enforce" | "identity.reveal" | "duty.plan" | "outage.manage" | "org.manage" | "rights.manage" | "rules.manage" | "flow.read" | "security.manage" | "audit.read" | "token.own" | "outgoing.manage")[];
            roles: string[];
            /** @description Sees the tickets of all units, not only those that have to do with the own ones. */
            seesAll: boolean;
            unit: components["schemas"]["OrgRef"];
        };
        OrgMore: {
            /** @description With which it can be finished. The cookie xingfu_log_in is good for that alone, and for five minutes. */
            factors: ("totp" | "passkey" | "recovery")[];
        };
        OrgNamed: {
            code: string;
            en: string;
            zh: string;
        };
        OrgNewAbsence: {
            /** Format: date-time */
            fromAt: string;
            /** @description What is given over to others for this time comes back on return. */
            giveBack?: boolean;
            /** @enum {string} */
            kind: "leave" | "sick" | "trip" | "training" | "other";
            note?: string;
            /** @description Left out: I myself. */
            staffId?: string;
            /** @description Who gets what comes meanwhile; left out, it is for the unit. */
            substituteId?: string;
            /** Format: date-time */
            untilAt: string;
        };
        OrgNewPost: {
            /** @description The code of a role, as list-roles gives it. */
            role: string;
            /** @enum {string} */
            scope: "own" | "unit" | "subtree" | "all";
            unitId: string;
        };
        OrgNewRole: {
            about?: components["schemas"]["LangText"];
            /** @description 2 to 32 lower-case letters, digits and dashes; it stays. */
            code: string;
            /** @description The Chinese name serves where there is none. */
            en?: string;
            permissions: ("ticket.read" | "ticket.create" | "ticket.handle" | "handoff.work" | "ticket.supervise" | "customer.read" | "customer.write" | "personal.read" | "personal.reveal" | "identity.keep" | "identity.enforce" | "identity.reveal" | "duty.plan" | "outage.manage" | "org.manage" | "rights.manage" | "rules.manage" | "flow.read" | "security.manage" | "audit.read" | "token.own" | "outgoing.manage")[];
            zh: string;
        };
        OrgNewStaff: {
            /** @enum {string} */
            locale?: "zh" | "en";
            login: string;
            name: string;
            password?: string;
            roles?: components["schemas"]["OrgNewPost"][];
            unitId: string;
        };
        OrgNewTOTP: {
            /** @description otpauth://… */
            address: string;
            id: string;
            /** @description The address as a QR code, a PNG as data: address. */
            picture: string;
            /** @description To be typed where the picture cannot be read. */
            secret: string;
        };
        OrgNewUnit: {
            /** @enum {string} */
            kind: "headquarters" | "province" | "centre" | "team" | "imported";
            /** @description The links of the chain that it answers for, for customers served in its parent unit and below. */
            links?: string[];
            name: string;
            parentId?: string;
        };
        OrgOneTime: {
            /** @description Good for one log-in, at which another one must be chosen. Shown only this once. */
            password: string;
        };
        OrgPasswordRules: {
            /**
             * Format: int64
             * @description After how many days it must be changed; 0: never.
             */
            days: number;
            /** @description Whether one that an administrator has set must be changed at the first log-in. */
            firstChange: boolean;
            /**
             * Format: int64
             * @description The fewest characters.
             */
            least: number;
            /**
             * Format: int64
             * @description How many earlier passwords it must differ from.
             */
            unlike: number;
        };
        OrgPermissionGroup: {
            code: string;
            en: string;
            permissions: components["schemas"]["OrgPermissionText"][];
            zh: string;
        };
        OrgPermissionText: {
            about: components["schemas"]["LangText"];
            /** @enum {string} */
            code: "ticket.read" | "ticket.create" | "ticket.handle" | "handoff.work" | "ticket.supervise" | "customer.read" | "customer.write" | "personal.read" | "personal.reveal" | "identity.keep" | "identity.enforce" | "identity.reveal" | "duty.plan" | "outage.manage" | "org.manage" | "rights.manage" | "rules.manage" | "flow.read" | "security.manage" | "audit.read" | "token.own" | "outgoing.manage";
            en: string;
            /** @enum {string} */
            extent: "reach" | "home" | "own" | "none";
            /** @description Whoever has it can open more for himself or others, or looks behind the scenes: give it sparingly. */
            sensitive: boolean;
            zh: string;
        };
        OrgPostView: {
            role: components["schemas"]["OrgNamed"];
            /** @enum {string} */
            scope: "own" | "unit" | "subtree" | "all";
            unit: components["schemas"]["OrgRef"];
        };
        OrgProof: {
            /** @description Of the authenticator. */
            code?: string;
            /** @description What the passkey answered to the challenge. */
            credential?: unknown;
            password?: string;
        };
        OrgProtection: {
            /** @description The account for emergencies. */
            breakGlass: boolean;
            /** @description Whether passkeys can be used at the public address of this installation. */
            canPasskey: boolean;
            /** @description Whether there is a key with which secrets are kept. */
            canTotp: boolean;
            factors: components["schemas"]["OrgFactor"][];
            hasPassword: boolean;
            /** @description By which providers the person logs in. */
            linked: components["schemas"]["OrgLinked"][];
            /** Format: date-time */
            lockedUntil?: string;
            mustChange: boolean;
            /** Format: date-time */
            passwordAt?: string;
            /**
             * Format: int64
             * @description The fewest characters of a password.
             */
            passwordLeast: number;
            /**
             * Format: int64
             * @description How many recovery codes have not been used.
             */
            recoveryLeft: number;
            /**
             * @description Which second factor the person's roles need.
             * @enum {string}
             */
            required?: "any" | "passkey";
        };
        OrgProvider: {
            directory?: components["schemas"]["ProviderDirectory"];
            en: string;
            enabled: boolean;
            /** @description Which posts are held by the provider's word. */
            grants: components["schemas"]["OrgGrant"][];
            readonly hasSecret: boolean;
            /** @description The unit of accounts that are made so; otherwise that of the first post. */
            home?: string;
            /** @description A short name of small letters, digits and dashes. It stands in the redirect address and never changes. */
            id: string;
            /** @description Whether an account whose log-in name is that of the provider is linked at the first log-in. Accounts of security officers and auditors never are. */
            linksByName: boolean;
            /** @description Whether who has no account gets one at the first log-in, if a grant gives him a post. */
            makesStaff: boolean;
            oidc?: components["schemas"]["ProviderOIDC"];
            /** @description The secret comes from the environment or a file, named XINGFU_PROVIDER_SECRET_ and the id. */
            readonly outside: boolean;
            /**
             * Format: int64
             * @description How many accounts are linked.
             */
            readonly people: number;
            /** @description The address to be registered at an OpenID provider. */
            readonly redirect?: string;
            /** @description The client's secret, or the password of the account that searches. It is never told; left out it stays. */
            secret?: string;
            /**
             * Format: int64
             * @description 0 makes a new one.
             */
            version: number;
            /** @description What the log-in page calls it. */
            zh: string;
        };
        OrgProviderTest: {
            findings: components["schemas"]["ProviderFinding"][];
            /** @description Which groups a directory tells of the person asked for. */
            groups: string[];
            /** @description Which posts those groups give. */
            posts: components["schemas"]["OrgNewPost"][];
        };
        OrgRef: {
            id: string;
            name: string;
        };
        OrgRight: {
            everywhere: boolean;
            /** @enum {string} */
            permission: "ticket.read" | "ticket.create" | "ticket.handle" | "handoff.work" | "ticket.supervise" | "customer.read" | "customer.write" | "personal.read" | "personal.reveal" | "identity.keep" | "identity.enforce" | "identity.reveal" | "duty.plan" | "outage.manage" | "org.manage" | "rights.manage" | "rules.manage" | "flow.read" | "security.manage" | "audit.read" | "token.own" | "outgoing.manage";
            posts: components["schemas"]["OrgPostView"][];
            /** @description The units that it reaches; empty when it reaches all, or when units do not matter. */
            units: components["schemas"]["OrgRef"][];
            /** @description How far it reaches, in words. */
            where: components["schemas"]["LangText"];
        };
        OrgRights: {
            /** @description The account is closed: none of this holds until it is opened again. */
            disabled: boolean;
            login: string;
            person: components["schemas"]["OrgRef"];
            rights: components["schemas"]["OrgRight"][];
            unit: components["schemas"]["OrgRef"];
        };
        OrgRoleChange: {
            about?: components["schemas"]["LangText"];
            en?: string;
            permissions?: ("ticket.read" | "ticket.create" | "ticket.handle" | "handoff.work" | "ticket.supervise" | "customer.read" | "customer.write" | "personal.read" | "personal.reveal" | "identity.keep" | "identity.enforce" | "identity.reveal" | "duty.plan" | "outage.manage" | "org.manage" | "rights.manage" | "rules.manage" | "flow.read" | "security.manage" | "audit.read" | "token.own" | "outgoing.manage")[];
            /**
             * Format: int64
             * @description The version that was seen; needed unless If-Match names it.
             */
            version?: number;
            zh?: string;
        };
        OrgRoleView: {
            about: components["schemas"]["LangText"];
            /** @description It comes with the program: it can be changed and restored, not removed. */
            builtIn: boolean;
            /** @description A built-in role that is not as the program has it. */
            changed: boolean;
            code: string;
            /** @description What a built-in role may do as the program has it. */
            default: ("ticket.read" | "ticket.create" | "ticket.handle" | "handoff.work" | "ticket.supervise" | "customer.read" | "customer.write" | "personal.read" | "personal.reveal" | "identity.keep" | "identity.enforce" | "identity.reveal" | "duty.plan" | "outage.manage" | "org.manage" | "rights.manage" | "rules.manage" | "flow.read" | "security.manage" | "audit.read" | "token.own" | "outgoing.manage")[];
            en: string;
            /** Format: int64 */
            holders: number;
            permissions: ("ticket.read" | "ticket.create" | "ticket.handle" | "handoff.work" | "ticket.supervise" | "customer.read" | "customer.write" | "personal.read" | "personal.reveal" | "identity.keep" | "identity.enforce" | "identity.reveal" | "duty.plan" | "outage.manage" | "org.manage" | "rights.manage" | "rules.manage" | "flow.read" | "security.manage" | "audit.read" | "token.own" | "outgoing.manage")[];
            /** Format: int64 */
            version: number;
            zh: string;
        };
        OrgRules: {
            /** @description The account for emergencies: needs no second factor, is bound to no network, is never locked; each use raises an alarm. Empty: none. */
            breakGlass: string;
            lock: components["schemas"]["OrgLockRules"];
            /** @description From where console and API may be used: addresses and networks such as 10.0.0.0/8. None: from everywhere. */
            networks: string[];
            password: components["schemas"]["OrgPasswordRules"];
            /** @description Which roles need a second factor. */
            require: {
                [key: string]: "any" | "passkey";
            };
            /** @description From where those who have a role may use them; who has several such roles must be in the networks of each. */
            roleNetworks: {
                [key: string]: string[];
            };
            sessions: components["schemas"]["OrgSessionRules"];
            /** Format: int64 */
            version: number;
        };
        OrgSeparation: {
            /** @description Administrators and security officers are different people. */
            apart: boolean;
            /** Format: int64 */
            version: number;
        };
        OrgSessionRules: {
            /**
             * Format: int64
             * @description Hours after which it ends in any case.
             */
            hours: number;
            /**
             * Format: int64
             * @description Minutes without use after which it ends.
             */
            idle: number;
            /**
             * Format: int64
             * @description How many a person may have at once, the oldest ending first; 0: any number.
             */
            most: number;
        };
        OrgSessionView: {
            address: string;
            /** @description The one that asks. */
            current: boolean;
            /** @description Browser and system, such as Chrome · Windows; empty when it is none that is known. */
            device: string;
            id: string;
            /** Format: date-time */
            lastSeen: string;
            /** Format: date-time */
            since: string;
        };
        OrgSettingMove: {
            after: components["schemas"]["LangText"];
            before: components["schemas"]["LangText"];
            /** @description The unit whose value it would be; null: the common one. */
            from: components["schemas"]["OrgRef"] | null;
            name: string;
            text: components["schemas"]["LangText"];
            unit: components["schemas"]["OrgRef"];
        };
        OrgSettingsChange: {
            /** @description By name the unit's own value; null lets it go, and what the unit above says holds again. */
            settings: {
                [key: string]: string | null;
            };
            /**
             * Format: int64
             * @description The unit's version that was seen; needed unless If-Match names it.
             */
            version?: number;
        };
        OrgSettingView: {
            about: components["schemas"]["LangText"];
            /** @description The unit whose value it is; null: the common one. */
            from: components["schemas"]["OrgRef"] | null;
            /** @enum {string} */
            kind: "number" | "text" | "choice";
            /** Format: int64 */
            max: number;
            measure: components["schemas"]["LangText"];
            /** Format: int64 */
            min: number;
            name: string;
            /** @description Of a choice. */
            options: components["schemas"]["OrgNamed"][];
            /** @description The unit says so itself. */
            own: boolean;
            text: components["schemas"]["LangText"];
            /** @description What holds. */
            value: string;
            /** @description What would hold if the unit said nothing. */
            without: string;
        };
        OrgSight: {
            person: components["schemas"]["OrgRef"];
            /** @description Where the person is at home. */
            unit: components["schemas"]["OrgRef"];
            /**
             * Format: int64
             * @description How many of the units that move.
             */
            units: number;
        };
        OrgSkill: {
            active: boolean;
            /** @description The categories of matters that ask for it. */
            categories: string[];
            code: string;
            en: string;
            /** Format: int64 */
            version: number;
            zh: string;
        };
        OrgStaffChange: {
            disabled?: boolean;
            name?: string;
            password?: string;
            roles?: components["schemas"]["OrgNewPost"][];
            /**
             * Format: int64
             * @description Open matters at once; 0: as the unit's rules say.
             */
            seats?: number;
            /** @description All that the person can do. */
            skills?: components["schemas"]["OrgStaffSkill"][];
            unitId?: string;
            /**
             * Format: int64
             * @description The version that was seen; needed unless If-Match names it.
             */
            version?: number;
        };
        OrgStaffSkill: {
            /**
             * Format: int64
             * @description 1 knows it, 2 does it alone, 3 teaches it.
             */
            level: number;
            skill: string;
        };
        OrgStaffView: {
            disabled: boolean;
            /** @description How the account is guarded, for those who keep the organisation. */
            guard?: components["schemas"]["OrgGuard"];
            id: string;
            login: string;
            name: string;
            posts: components["schemas"]["OrgNewPost"][];
            roles: string[];
            /**
             * Format: int64
             * @description Open matters at once; 0: as the unit's rules say.
             */
            seats: number;
            /** @description What the person can do, the best first. */
            skills: components["schemas"]["OrgStaffSkill"][];
            /** @description How the name is typed in pinyin, whole and by initials. */
            spelling: string;
            unit: components["schemas"]["OrgRef"];
            /** Format: int64 */
            version: number;
        };
        OrgUnitChange: {
            links?: string[];
            name?: string;
            parentId?: string;
            /**
             * Format: int64
             * @description The version that was seen; needed unless If-Match names it.
             */
            version?: number;
        };
        OrgUnitRules: {
            items: components["schemas"]["OrgSettingView"][];
            /**
             * Format: int64
             * @description The unit's.
             */
            version: number;
        };
        OrgUnitView: {
            id: string;
            /** @enum {string} */
            kind: "headquarters" | "province" | "centre" | "team" | "imported";
            /** @description The links of the chain that the unit answers for. */
            links: string[];
            name: string;
            parentId: string | null;
            /** @description How the name is typed in pinyin, whole and by initials. */
            spelling: string;
            /** Format: int64 */
            version: number;
        };
        OrgWayIn: {
            id: string;
            /** @enum {string} */
            kind: "oidc" | "directory";
            name: components["schemas"]["LangText"];
        };
        OutageBulletin: {
            /** @description Where, as customers say it. */
            area: components["schemas"]["LangText"];
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: int64
             * @description Whose they are.
             */
            customers: number;
            /**
             * Format: date-time
             * @description Null: it goes on. Not after it began: it was withdrawn.
             */
            endedAt: string | null;
            /**
             * Format: date-time
             * @description Null: nobody knows yet.
             */
            expectedEnd: string | null;
            id: string;
            /** @description What only the staff are told. */
            internal: string;
            /** @enum {string} */
            kind: "outage" | "planned";
            /** @description It runs for longer than was expected. */
            overdue: boolean;
            /** Format: date-time */
            startsAt: string;
            /** @enum {string} */
            state: "coming" | "running" | "ended" | "withdrawn";
            /**
             * Format: int64
             * @description How many terminals in use are touched, as counted at the last change.
             */
            terminals: number;
            /** Format: date-time */
            updatedAt: string;
            /** Format: int64 */
            version: number;
            ways: components["schemas"]["CustomerWays"];
            /** @description What customers are told now. */
            words: components["schemas"]["LangText"];
        };
        OutageChanged: {
            /** @enum {string} */
            field: "kind" | "area" | "ways" | "startsAt" | "expectedEnd" | "endedAt";
            from?: unknown;
            to?: unknown;
        };
        OutageDetails: {
            /** @description Where, as customers say it. */
            area: components["schemas"]["LangText"];
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: int64
             * @description Whose they are.
             */
            customers: number;
            /**
             * Format: date-time
             * @description Null: it goes on. Not after it began: it was withdrawn.
             */
            endedAt: string | null;
            /**
             * Format: date-time
             * @description Null: nobody knows yet.
             */
            expectedEnd: string | null;
            history: components["schemas"]["OutageEntry"][];
            id: string;
            /** @description What only the staff are told. */
            internal: string;
            /** @enum {string} */
            kind: "outage" | "planned";
            /** @description It runs for longer than was expected. */
            overdue: boolean;
            /** Format: date-time */
            startsAt: string;
            /** @enum {string} */
            state: "coming" | "running" | "ended" | "withdrawn";
            /**
             * Format: int64
             * @description How many terminals in use are touched, as counted at the last change.
             */
            terminals: number;
            /** Format: date-time */
            updatedAt: string;
            /** Format: int64 */
            version: number;
            ways: components["schemas"]["CustomerWays"];
            /** @description What customers are told now. */
            words: components["schemas"]["LangText"];
        };
        OutageEntry: {
            /** Format: date-time */
            at: string;
            /** @description Empty: the program. */
            by: string;
            /** @description What else was changed. */
            changes: components["schemas"]["OutageChanged"][];
            id: string;
            internal: string;
            /** @enum {string} */
            kind: "declared" | "updated" | "ended" | "withdrawn" | "reopened";
            /** @description What customers were told from then on. */
            words: components["schemas"]["LangText"];
        };
        OutageInput: {
            /** @description Where, as customers say it: English may be missing. */
            area: components["schemas"]["LangText"];
            /**
             * Format: date-time
             * @description Not after startsAt: it is withdrawn. Missing: it goes on, or goes on after all.
             */
            endedAt?: string;
            /** Format: date-time */
            expectedEnd?: string;
            internal?: string;
            /** @enum {string} */
            kind: "outage" | "planned";
            /** Format: date-time */
            startsAt: string;
            ways: components["schemas"]["CustomerWays"];
            /** @description What customers are told: English may be missing. */
            words: components["schemas"]["LangText"];
        };
        PasswordBody: {
            login: string;
            password: string;
            /** @description The directory whose password it is; left out: it is that of the account here. */
            provider?: string;
        };
        "Preview-moveRequest": {
            /** Format: uuid */
            parentId: string;
        };
        Problem: {
            /** @description invalid, unauthenticated, forbidden, not_found, conflict, precondition, too_many, unavailable or internal */
            code: string;
            /** @description A sentence that says what is wrong and what to do, in the language asked for. */
            detail: string;
            /** @description The fields at fault. */
            errors?: components["schemas"]["ProblemField"][];
            /** @description Where a program has to act on it: reauthenticate (prove who you are, then repeat the call), password, factor or passkey (what is owed before anything else), network, locked, expired. */
            reason?: string;
            /** Format: int64 */
            status: number;
            title: string;
            type: string;
        };
        ProblemField: {
            /** @description Where: body.subject, query.limit, path.id */
            location: string;
            message: string;
        };
        ProviderDirectory: {
            /** @description ldaps://host, or ldap://host with startTls. */
            address: string;
            /** @description Below which people are searched. */
            base: string;
            /** @description As whom is searched; empty: as nobody, where the directory lets one. */
            bindDn?: string;
            /** @description Certificates that vouch for it besides the machine's, in PEM. */
            ca?: string;
            /** @description How a person is found, {login} being what he has typed; (uid={login}) when it is not said. */
            filter?: string;
            /** @description Below which groups are searched; empty: they are not. */
            groupBase?: string;
            /** @description How a person's groups are found, {dn} being his distinguished name and {login} his log-in name; (member={dn}) when it is not said. */
            groupFilter?: string;
            /** @description The attribute of a person that names his groups, such as memberOf: whole distinguished names. */
            groups?: string;
            /** @description The attribute of the log-in name; uid when it is not said. */
            login?: string;
            /** @description The attribute of the mail address; mail when it is not said. */
            mail?: string;
            /** @description The attribute of the name; cn when it is not said. */
            name?: string;
            startTls?: boolean;
            /** @description The attribute that never changes; entryUUID when it is not said, objectGUID in Active Directory. */
            subject?: string;
        };
        ProviderFinding: {
            ok: boolean;
            says: components["schemas"]["LangText"];
        };
        ProviderOIDC: {
            /** @description Certificates that vouch for it besides the machine's, in PEM. */
            ca?: string;
            clientId: string;
            /** @description Where groups or roles stand, such as groups or realm_access.roles; groups when it is not said. */
            groupsClaim?: string;
            /** @description The provider's address, as it calls itself. */
            issuer: string;
            /** @description Where the log-in name stands; preferred_username when it is not said. */
            loginClaim?: string;
            /** @description What is asked for besides openid, profile and email. */
            scopes?: string[];
            /** @description Values of acr that count as a second factor. */
            strongAcr?: string[];
            /** @description Values of amr of which any counts as a second factor. */
            strongAmr?: string[];
        };
        "Read-notificationsRequest": {
            /** @description None: all. */
            ids?: string[];
        };
        "Renew-duty-calendarRequest": {
            on: boolean;
        };
        "Return-handoffRequest": {
            /** @description A code of the catalogue's returns, or plain words. */
            reason: string;
            text?: string;
            /** Format: int64 */
            version?: number;
        };
        "Save-care-kindRequest": {
            active: boolean;
            en?: string;
            /**
             * Format: int64
             * @description The version that was seen; needed unless If-Match names it.
             */
            version?: number;
            zh: string;
        };
        "Save-draftRequest": {
            data: string;
            /**
             * Format: int64
             * @description The version that was last seen; 0 for none.
             */
            version: number;
        };
        "Save-skillRequest": {
            active: boolean;
            /** @description The categories of matters that ask for it. */
            categories: string[];
            /** @description The Chinese name serves where there is none. */
            en?: string;
            /**
             * Format: int64
             * @description 0 makes the skill.
             */
            version: number;
            zh: string;
        };
        "Set-linkRequest": {
            evidence?: string;
            link: string;
            /** @enum {string} */
            state: "unknown" | "suspect" | "cleared" | "faulty";
            /** Format: int64 */
            version?: number;
        };
        "Set-separationRequest": {
            /** @description Administrators and security officers are different people. */
            apart: boolean;
            /**
             * Format: int64
             * @description The version that was seen; needed unless If-Match names it.
             */
            version?: number;
        };
        "Set-service-planRequest": {
            /** @description Its code; empty: by contract or segment. */
            plan: string;
            /**
             * Format: int64
             * @description The version that was seen; needed unless If-Match names it.
             */
            version?: number;
        };
        "Swap-terminalRequest": {
            antenna?: string;
            /** Format: double */
            antennaM?: number;
            beam?: string;
            buc?: string;
            firmware?: string;
            gateway?: string;
            golden?: components["schemas"]["CustomerGolden"];
            imei?: string;
            installedOn?: string;
            lnb?: string;
            maker?: string;
            model?: string;
            modem?: string;
            number?: string;
            /** @enum {string} */
            product?: "mobile" | "vsat" | "cband" | "relay";
            reason: string;
            satellite?: string;
            /** Format: double */
            satelliteLon?: number;
            serial?: string;
            sim?: string;
            /** @description Empty: at no site. */
            siteId?: string;
            /** @enum {string} */
            state?: "active" | "spare" | "faulty" | "retired";
            /**
             * Format: int64
             * @description The version that was seen; needed unless If-Match names it.
             */
            version?: number;
            warrantyUntil?: string;
        };
        "Tag-ticketRequest": {
            add?: string[];
            remove?: string[];
        };
        "Tick-itemRequest": {
            done: boolean;
        };
        TicketActions: {
            category?: string;
            /** @description Pauses the clock of the resolution. */
            pause?: components["schemas"]["TicketPhrasePause"];
            priority?: string;
            /** @description Lets the clock of the resolution go on. */
            resume?: boolean;
            /** @description Tags that are added. */
            tags?: string[];
        };
        TicketActor: {
            id: string | null;
            name: string;
            unit: string;
        };
        TicketAge: {
            /** Format: int64 */
            fromDays: number;
            tickets: components["schemas"]["TicketFigure"];
            /**
             * Format: int64
             * @description 0: no end.
             */
            toDays: number;
        };
        TicketAnswer: {
            items: components["schemas"]["TicketNotice"][];
            /**
             * Format: int64
             * @description Counted up to 100.
             */
            unread: number;
        };
        TicketAttachmentView: {
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            audience: "public" | "internal";
            by: string;
            handoffId: string | null;
            id: string;
            name: string;
            /** @description Whether browsers show it safely: ask for the content with inline=true. */
            preview: boolean;
            /**
             * Format: int64
             * @description Bytes that have come in: where the next part begins.
             */
            received: number;
            /** @description In hex, once it is whole. */
            sha256: string;
            /** Format: int64 */
            size: number;
            /** @description By its content. */
            type: string;
            /** @description Empty: the customer. */
            unit: string;
            whole: boolean;
        };
        TicketBounce: {
            from: components["schemas"]["OrgRef"];
            /** Format: int64 */
            moves: number;
            tickets: components["schemas"]["TicketFigure"];
            to: components["schemas"]["OrgRef"];
        };
        TicketBreak: {
            reason: string;
            /** Format: date-time */
            resumeAt?: string;
            text?: string;
            /** Format: int64 */
            version?: number;
        };
        TicketBulkChange: {
            /** @enum {string} */
            field: "priority" | "category" | "owner" | "offered" | "status" | "clock" | "tags" | "urged";
            /** @description Codes as the catalogue has them, names of people and units, tags; empty for nothing. */
            from: string[];
            to: string[];
        };
        TicketBulkItemView: {
            /** @description In a preview: what would be altered of the ticket. */
            changes: components["schemas"]["TicketBulkChange"][];
            /** @description Who had it. */
            from: components["schemas"]["OrgRef"] | null;
            /** @description Null: the ticket itself. */
            handoffId: string | null;
            number: string;
            /**
             * @description In a preview, waiting is what can be done.
             * @enum {string}
             */
            state: "waiting" | "done" | "refused";
            subject: string;
            ticketId: string;
            /** @description Who gets it; null for a handoff: its unit's queue. */
            to: components["schemas"]["OrgRef"] | null;
            /** @description Why it was refused. */
            why: string;
        };
        TicketBulkOrder: {
            /** @description priority, category, tag, untag, offer, accept, give, note, urge, cancel, pause, resume */
            action: string;
            /** @description Instead of ids: all that the filter in the address finds, up to 500. */
            all?: boolean;
            category?: string;
            /** @description The tickets, 500 at the most. */
            ids?: string[];
            priority?: string;
            /** @description pause: a code of the catalogue's pauses. */
            reason?: string;
            /**
             * Format: date-time
             * @description pause: when the clock goes on by itself.
             */
            resumeAt?: string;
            /** @description offer: the colleague; give: the new owners, who share the tickets evenly. */
            staffIds?: string[];
            /** @description tag: those that are put on; untag: those that are taken off. */
            tags?: string[];
            /** @description note: the note; urge, pause: a word with it; offer, cancel: the reason. */
            text?: string;
        };
        TicketBulkPreview: {
            /** Format: int64 */
            can: number;
            /** Format: int64 */
            cannot: number;
            items: components["schemas"]["TicketBulkItemView"][];
            /** @description There are more than are done at once. */
            more: boolean;
        };
        TicketBulkView: {
            action: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: int64 */
            done: number;
            /** Format: date-time */
            doneAt: string | null;
            id: string;
            items: components["schemas"]["TicketBulkItemView"][];
            /** Format: int64 */
            refused: number;
            /** Format: int64 */
            waiting: number;
        };
        TicketCalendar: {
            code: string;
            /** @description Local holidays beside the published ones, lines of date,kind,name. */
            days: string;
            en: string;
            /** @description Whether public holidays are off and make-up days are worked. */
            holidays: boolean;
            /** Format: int64 */
            version: number;
            /** @description Working hours of each day, Sunday first, as 08:30-12:00 13:30-17:30; 20:00-02:00 runs over midnight. */
            week: string[];
            zh: string;
            zone: string;
        };
        TicketCalendarView: {
            code: string;
            coveredYears: number[];
            /** @description Local holidays beside the published ones, lines of date,kind,name. */
            days: string;
            en: string;
            /** @description Whether public holidays are off and make-up days are worked. */
            holidays: boolean;
            /** Format: int64 */
            version: number;
            /** @description Working hours of each day, Sunday first, as 08:30-12:00 13:30-17:30; 20:00-02:00 runs over midnight. */
            week: string[];
            zh: string;
            zone: string;
        };
        TicketCallBackView: {
            confirmedVia: string;
            /** Format: int64 */
            needed: number;
            /** Format: date-time */
            nextAt: string | null;
            /** @enum {string} */
            outcome: "" | "confirmed" | "refused" | "unreached";
            /** Format: int64 */
            tries: number;
        };
        TicketCallerView: {
            contact: components["schemas"]["CustomerContact"] | null;
            customer: components["schemas"]["CustomerView"];
            /** @enum {string} */
            matched: "contact" | "number" | "sim" | "imei" | "serial" | "name";
            /** Format: int64 */
            openTickets: number;
            terminal: components["schemas"]["CustomerTerminal"] | null;
        };
        TicketCarried: {
            /**
             * Format: int64
             * @description The person's own number of seats, or what the rules of the unit say.
             */
            most: number;
            /**
             * Format: int64
             * @description Open tickets that the person owns, and open handoffs that the person works on.
             */
            open: number;
            person: components["schemas"]["OrgRef"];
        };
        TicketCatalogueView: {
            areas: components["schemas"]["TicketNamed"][];
            categories: components["schemas"]["TicketCategory"][];
            causes: components["schemas"]["TicketCause"][];
            chains: components["schemas"]["TicketChain"][];
            channels: components["schemas"]["TicketNamed"][];
            kinds: components["schemas"]["TicketKind"][];
            links: components["schemas"]["TicketNamed"][];
            pauses: components["schemas"]["TicketPauseReason"][];
            policies: components["schemas"]["TicketNamed"][];
            priorities: components["schemas"]["TicketNamed"][];
            products: components["schemas"]["TicketNamed"][];
            returns: components["schemas"]["TicketNamed"][];
            rules: components["schemas"]["TicketRules"];
            servicePlans: components["schemas"]["TicketNamed"][];
            sources: components["schemas"]["TicketNamed"][];
            tiers: components["schemas"]["TicketNamed"][];
        };
        TicketCategory: {
            code: string;
            en: string;
            kind: string;
            zh: string;
        };
        TicketCause: {
            code: string;
            en: string;
            link: string;
            zh: string;
        };
        TicketChain: {
            code: string;
            en: string;
            links: string[];
            zh: string;
        };
        TicketChainView: {
            code: string;
            links: components["schemas"]["TicketLinkView"][];
        };
        TicketCheck: {
            /** Format: date-time */
            at?: string;
            by: string;
            done: boolean;
            /** Format: int64 */
            pos: number;
            text: string;
        };
        TicketColleague: {
            id: string;
            name: string;
            /** @description How the name is typed in pinyin, whole and by initials. */
            spelling: string;
            unit: string;
        };
        TicketCondition: {
            /** @enum {string} */
            field: "kind" | "tier" | "servicePlan" | "product" | "category" | "priority" | "area";
            value: string;
        };
        TicketContactView: {
            id?: string;
            name: string;
            phone: string;
        };
        TicketCount: {
            /** @description There are more than this. */
            capped: boolean;
            /** Format: int64 */
            count: number;
        };
        TicketCustomerBrief: {
            contacts: components["schemas"]["CustomerContact"][];
            id: string;
            industry: string;
            name: string;
            note: string;
            noteMust: boolean;
            number: string;
            /** Format: int64 */
            openTickets: number;
            tier: string;
        };
        TicketCustomerFigures: {
            /** Format: int64 */
            complaints: number;
            /** Format: int64 */
            filed: number;
            /**
             * Format: int64
             * @description Tickets of which some promise was or is broken.
             */
            late: number;
            /**
             * Format: int64
             * @description Tickets that have not ended, whenever they were filed.
             */
            open: number;
            /** Format: int64 */
            openComplaints: number;
            /**
             * Format: int64
             * @description Of these, those with a broken promise.
             */
            openLate: number;
            /** Format: int64 */
            promisesBroken: number;
            /** Format: int64 */
            promisesKept: number;
            /** Format: int64 */
            ratings: number;
            /**
             * Format: int64
             * @description Tickets that the customer had opened again.
             */
            reopened: number;
            /**
             * Format: double
             * @description The mean of the ratings, 1 to 5.
             */
            score: number | null;
        };
        TicketDisputeView: {
            /** Format: date-time */
            decidedAt: string | null;
            decidedBy: string;
            decidedUnit: components["schemas"]["OrgRef"] | null;
            decision: string;
            /**
             * Format: date-time
             * @description By when it is to be decided, as the rules of the owner's unit say.
             */
            dueAt: string;
            id: string;
            link: string;
            may: components["schemas"]["TicketLawful"];
            /** Format: date-time */
            openedAt: string;
            /** @description Who gave the link back and why, oldest first. */
            returns: components["schemas"]["TicketGaveBack"][];
            /** @enum {string} */
            state: "open" | "decided";
            subject: string;
            supervisorUnit: components["schemas"]["OrgRef"];
            ticketId: string;
            ticketNumber: string;
            units: components["schemas"]["OrgRef"][];
        };
        TicketDraft: {
            /** @description What was typed, as the console keeps it. */
            data: string;
            /** @enum {string} */
            kind: "reply" | "note" | "intake";
            /** @description The ticket's identifier; of a new ticket the key under which it will be filed. */
            thing: string;
            /** Format: date-time */
            updatedAt: string;
            /**
             * Format: int64
             * @description 0: there is no such draft.
             */
            version: number;
        };
        TicketEdit: {
            category?: string;
            contactName?: string;
            contactPhone?: string;
            customerId?: string;
            description?: string;
            details?: {
                [key: string]: string;
            };
            priority?: string;
            subject?: string;
            terminalId?: string;
            /** Format: int64 */
            version?: number;
        };
        TicketEventView: {
            actor: components["schemas"]["TicketActor"];
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            audience: "public" | "internal";
            data: {
                [key: string]: unknown;
            };
            handoffId: string | null;
            id: string;
            kind: string;
            /** Format: int64 */
            seq: number;
        };
        TicketField: {
            code: string;
            en: string;
            options?: components["schemas"]["TicketNamed"][];
            required: boolean;
            /** @enum {string} */
            type: "text" | "choice" | "datetime" | "phone";
            zh: string;
        };
        TicketFigure: {
            /** Format: int64 */
            count: number;
            query: string;
        };
        TicketFilledView: {
            /** @description What a macro would do, as the ticket's story would tell it. */
            does: components["schemas"]["TicketEventView"][];
            /** @description Whether it may be done now. */
            may: components["schemas"]["TicketLawful"];
            /** @description Variables for which the ticket has nothing; they stand in the text as they were. */
            missing: string[];
            text: string;
        };
        TicketFindings: {
            links?: components["schemas"]["TicketLinkState"][];
            result: string;
            /** @description Why items of the checklist were left undone; needed when some are. */
            skipped?: string;
            /** Format: int64 */
            version?: number;
        };
        TicketFlow: {
            bounces: components["schemas"]["TicketBounce"][];
            /** Format: date-time */
            from: string;
            openByAge: components["schemas"]["TicketAge"][];
            stages: components["schemas"]["TicketVisit"][];
            /** Format: date-time */
            to: string;
            totals: components["schemas"]["TicketTotals"];
            units: components["schemas"]["TicketVisit"][];
            volumes: components["schemas"]["TicketVolume"][];
        };
        TicketFound: {
            customers: components["schemas"]["TicketFoundCustomers"];
            terminals: components["schemas"]["TicketFoundTerminals"];
            tickets: components["schemas"]["TicketFoundTickets"];
        };
        TicketFoundCustomers: {
            items: components["schemas"]["CustomerFoundCustomer"][];
            nextCursor: string;
        };
        TicketFoundEvent: {
            actor: string;
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            audience: "public" | "internal";
            kind: string;
            /** Format: int64 */
            seq: number;
        };
        TicketFoundTerminals: {
            items: components["schemas"]["CustomerFoundTerminal"][];
            nextCursor: string;
        };
        TicketFoundTicket: {
            /** Format: date-time */
            createdAt: string;
            customer: components["schemas"]["OrgRef"] | null;
            id: string;
            kind: string;
            number: string;
            /** @description What was found besides the title. */
            passage: components["schemas"]["TicketPassage"] | null;
            priority: string;
            /** @enum {string} */
            status: "open" | "handed" | "resolved" | "confirmed" | "closed" | "cancelled" | "merged";
            tier: string;
            /** @description The subject, in pieces: those that were looked for are marked. */
            title: components["schemas"]["IndexSegment"][];
        };
        TicketFoundTickets: {
            items: components["schemas"]["TicketFoundTicket"][];
            /** @description Give it as cursor, with the group, to get the next ones; empty at the end. */
            nextCursor: string;
        };
        TicketGaveBack: {
            /** Format: date-time */
            at: string;
            reason: string;
            text: string;
            unit: string;
        };
        TicketHandoffView: {
            accept: components["schemas"]["TicketPromiseBrief"] | null;
            /** Format: date-time */
            acceptedAt: string | null;
            askedBy: components["schemas"]["TicketPerson"];
            assignee: components["schemas"]["OrgRef"] | null;
            /** @description Decided by a supervisor; cannot be returned. */
            binding: boolean;
            checklist: components["schemas"]["TicketCheck"][];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            endedAt: string | null;
            finish: components["schemas"]["TicketPromiseBrief"] | null;
            id: string;
            /** @description The unit that invited this one, when it was not the owner who asked. */
            invitedBy: string | null;
            /** Format: date-time */
            lastUrgedAt: string | null;
            links: string[];
            may: {
                [key: string]: components["schemas"]["TicketLawful"];
            };
            request: string;
            result: string;
            returnReason: string;
            returnText: string;
            /** @description Why items of the checklist were left undone. */
            skipped: string;
            /** @enum {string} */
            status: "sent" | "accepted" | "returned" | "finished" | "withdrawn";
            ticketId: string;
            ticketNumber: string;
            unit: string;
            unitId: string;
            /** @description Urged, and the unit has not reacted yet. */
            urged: boolean;
            /** Format: int64 */
            urges: number;
            /** Format: int64 */
            version: number;
        };
        TicketHolidayImport: {
            /** @description Open promises whose due time moves, at most 200. */
            affected: components["schemas"]["TicketPromiseMove"][];
            /** Format: int64 */
            days: number;
            dryRun: boolean;
            years: number[];
        };
        TicketHolidays: {
            items: components["schemas"]["TicketHolidayView"][];
            /** @description The years that have a published list. */
            years: number[];
        };
        TicketHolidayView: {
            date: string;
            /** @enum {string} */
            kind: "off" | "work";
            name: string;
        };
        TicketHome: {
            next: components["schemas"]["TicketTodo"][];
            wrong: components["schemas"]["TicketWrong"][];
        };
        TicketInboxRow: {
            accept: components["schemas"]["TicketPromiseBrief"] | null;
            /** Format: date-time */
            acceptedAt: string | null;
            askedBy: components["schemas"]["TicketPerson"];
            assignee: components["schemas"]["OrgRef"] | null;
            /** @description Decided by a supervisor; cannot be returned. */
            binding: boolean;
            checklist: components["schemas"]["TicketCheck"][];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            endedAt: string | null;
            finish: components["schemas"]["TicketPromiseBrief"] | null;
            id: string;
            /** @description The unit that invited this one, when it was not the owner who asked. */
            invitedBy: string | null;
            /** Format: date-time */
            lastUrgedAt: string | null;
            links: string[];
            may: {
                [key: string]: components["schemas"]["TicketLawful"];
            };
            request: string;
            result: string;
            returnReason: string;
            returnText: string;
            /** @description Why items of the checklist were left undone. */
            skipped: string;
            /** @enum {string} */
            status: "sent" | "accepted" | "returned" | "finished" | "withdrawn";
            ticket: components["schemas"]["TicketInboxTicket"];
            ticketId: string;
            ticketNumber: string;
            unit: string;
            unitId: string;
            /** @description Urged, and the unit has not reacted yet. */
            urged: boolean;
            /** Format: int64 */
            urges: number;
            /** Format: int64 */
            version: number;
        };
        TicketInboxTicket: {
            chain: components["schemas"]["TicketLinkState"][];
            customerName: string;
            id: string;
            kind: string;
            number: string;
            priority: string;
            subject: string;
            tier: string;
            /** @description The customer has urged, and the desk has not reacted yet. */
            urged: boolean;
            /** @description All open handoffs of the ticket: who works on it beside this unit, and who waits for whom. */
            where: components["schemas"]["TicketPlace"][];
        };
        TicketIntake: {
            /** @description The ticket that this one is about, as a complaint is. */
            aboutId?: string;
            category?: string;
            channel: string;
            contactId?: string;
            contactName?: string;
            contactPhone?: string;
            customerId?: string;
            description: string;
            /** @description The fields that the kind asks for. When any is given, the required ones must be; otherwise they are owed before resolution. */
            details?: {
                [key: string]: string;
            };
            kind: string;
            priority?: string;
            siteId?: string;
            subject: string;
            terminalId?: string;
        };
        TicketInto: {
            id: string;
            number: string;
        };
        TicketKind: {
            code: string;
            en: string;
            fields: components["schemas"]["TicketField"][];
            zh: string;
        };
        TicketLawful: {
            ok: boolean;
            why?: string;
        };
        TicketLeaving: {
            /** @description Who is to get single matters, instead of by turns. */
            choices?: components["schemas"]["TicketShareChoice"][];
            /** @description Handoffs go back into their unit's queue. A ticket always has an owner. */
            queue?: boolean;
            /** @description Who share it evenly; shared views go to the first of them. */
            toIds?: string[];
            /**
             * Format: int64
             * @description The account's version that was seen; needed to do it.
             */
            version?: number;
        };
        TicketLeavingDone: {
            /** @description The redistribution, in the background; null where there was nothing. */
            bulk: components["schemas"]["TicketBulkView"] | null;
        };
        TicketLeavingPreview: {
            /** Format: int64 */
            can: number;
            /** Format: int64 */
            cannot: number;
            items: components["schemas"]["TicketBulkItemView"][];
            left: components["schemas"]["TicketLeftovers"];
            /** @description There are more than are done at once. */
            more: boolean;
        };
        TicketLeftovers: {
            /**
             * Format: int64
             * @description They are dropped.
             */
            drafts: number;
            /** Format: int64 */
            factors: number;
            /**
             * Format: int64
             * @description Tickets that are offered to the person: they stay with their owners.
             */
            offers: number;
            /**
             * Format: int64
             * @description They are dropped.
             */
            ownPhrases: number;
            /**
             * Format: int64
             * @description They are dropped.
             */
            ownViews: number;
            posts: components["schemas"]["OrgPostView"][];
            /** Format: int64 */
            sessions: number;
            /**
             * Format: int64
             * @description They go on with the first who takes over.
             */
            sharedViews: number;
            /**
             * Format: int64
             * @description Present and future absences of others in which the person would stand in.
             */
            standsIn: number;
            /** Format: int64 */
            tokens: number;
            /**
             * Format: int64
             * @description They end.
             */
            watches: number;
        };
        TicketLinkState: {
            link: string;
            /** @enum {string} */
            state: "unknown" | "suspect" | "cleared" | "faulty";
        };
        TicketLinkView: {
            en: string;
            evidence: string;
            /**
             * Format: int64
             * @description How often it was set.
             */
            history: number;
            link: string;
            /** Format: int64 */
            returns: number;
            /** Format: date-time */
            setAt: string | null;
            setBy: string;
            setUnit: string;
            /** @enum {string} */
            state: "unknown" | "suspect" | "cleared" | "faulty";
            /** @description Who answers for it. */
            unit: components["schemas"]["OrgRef"] | null;
            zh: string;
        };
        TicketLoad: {
            /** @description In an open dispute, owned there or party to it. */
            disputed: components["schemas"]["TicketFigure"];
            /** @description Owned there and not ended. */
            open: components["schemas"]["TicketFigure"];
            /** @description A promise owed there is broken now. */
            overdue: components["schemas"]["TicketFigure"];
            /** @description Handed there, not accepted yet. */
            queue: components["schemas"]["TicketFigure"];
            /** @description Urged without a reaction yet. */
            urged: components["schemas"]["TicketFigure"];
            /** @description A promise owed there runs out. */
            warned: components["schemas"]["TicketFigure"];
            /** @description Accepted there. */
            working: components["schemas"]["TicketFigure"];
        };
        TicketMacroRun: {
            /** @description As of a reply: sends what looks internal. */
            confirmed?: boolean;
            phraseId: string;
            /**
             * Format: int64
             * @description The version of the macro that was shown.
             */
            phraseVersion?: number;
            /** @description What is written; left out, the macro's own text with its variables filled. */
            text?: string;
            /** Format: int64 */
            version?: number;
        };
        TicketMergePreview: {
            /**
             * Format: int64
             * @description Files that stay with the merged ticket and can be opened there.
             */
            attachments: number;
            /**
             * Format: date-time
             * @description By when the ticket that goes on is then to be resolved.
             */
            dueAt: string | null;
            into: components["schemas"]["TicketRowView"];
            may: components["schemas"]["TicketLawful"];
            /** @description The customer still waits for a first answer. */
            replyNeeded: boolean;
            /** @description Otherwise it must be confirmed, with the reason. */
            sameCustomer: boolean;
            /** @description That is sooner than now: it takes the merged ticket's promise over. */
            sooner: boolean;
        };
        TicketMerging: {
            /** @description The identifier or number of the ticket that goes on. */
            into: string;
            /** @description Yes, the two are of different customers: needed then, with the reason. */
            otherCustomer?: boolean;
            /** @description Why it is one matter. */
            reason?: string;
            /** @description What the customer of the merged ticket is told; needed while he still waits for a first answer. */
            reply?: string;
            /** Format: int64 */
            version?: number;
        };
        TicketMovePreview: {
            /**
             * Format: int64
             * @description Customers whom these units serve.
             */
            customers: number;
            /** @description Who would come to see tickets of units that move. */
            gains: components["schemas"]["OrgSight"][];
            /** @description Who would see them no longer. */
            loses: components["schemas"]["OrgSight"][];
            /**
             * Format: int64
             * @description Open tickets that these units own or whose customers they serve.
             */
            open: number;
            /** @description Policies, phrases and templates of the units above that would hold or hold no longer. */
            rules: components["schemas"]["TicketRuleMove"][];
            /** @description What would hold otherwise. */
            settings: components["schemas"]["OrgSettingMove"][];
            to: components["schemas"]["OrgRef"];
            unit: components["schemas"]["OrgRef"];
            /**
             * Format: int64
             * @description How many units move: it and all below it.
             */
            units: number;
        };
        TicketNamed: {
            code: string;
            en: string;
            zh: string;
        };
        TicketNewAttachment: {
            /**
             * @description public: the customer sees it too.
             * @enum {string}
             */
            audience: "public" | "internal";
            /**
             * Format: uuid
             * @description The handoff that it is evidence for.
             */
            handoffId?: string;
            /** @description What the file is called. */
            name: string;
            /**
             * Format: int64
             * @description Bytes of the whole file.
             */
            size: number;
        };
        TicketNewReply: {
            /** @description The writer knows that the text looks internal, and sends it all the same. */
            confirmed?: boolean;
            text: string;
        };
        TicketNewSavedView: {
            name: string;
            /** @description Filters, columns and order as the address of the list has them: status=active&sort=due&columns=number,subject */
            query: string;
            /** @description For my unit and those below it too. */
            shared?: boolean;
        };
        TicketNotice: {
            /** Format: date-time */
            at: string;
            data: {
                [key: string]: unknown;
            };
            id: string;
            kind: string;
            /** @description The ticket's; empty when it concerns the house itself. */
            number: string;
            /** Format: date-time */
            readAt: string | null;
            subject: string;
            /** @description None when it concerns the house itself. */
            ticketId: string | null;
        };
        TicketNoticeView: {
            /** @description Whether the house has a mail server. */
            readonly canMail: boolean;
            /** @description HH:MM in the person's zone, when the daily mail comes; 08:00 when none is given. */
            digestAt?: string;
            email: string;
            /** @enum {string} */
            mail: "off" | "soon" | "hourly" | "daily";
            /** @description HH:MM in the person's zone; both empty: never quiet. */
            quietFrom: string;
            quietTo: string;
            /** @description What is urgent is mailed within two minutes, whatever the pace and in the quiet hours too. */
            urgent?: boolean;
            /** @description IANA time zone; Asia/Shanghai when none is given. */
            zone?: string;
        };
        TicketPassage: {
            /** @description The event whose text it is. */
            event: components["schemas"]["TicketFoundEvent"] | null;
            text: components["schemas"]["IndexSegment"][];
            /** @enum {string} */
            where: "number" | "description" | "details" | "contact" | "phone" | "customer" | "customerNumber" | "terminal" | "sim" | "imei" | "serial" | "tag" | "event";
        };
        TicketPauseReason: {
            automatic?: boolean;
            code: string;
            en: string;
            undated?: boolean;
            zh: string;
        };
        TicketPerson: {
            id: string;
            name: string;
            unit: string;
        };
        TicketPersonWatch: {
            /** @description Has left, and still has something. */
            disabled: boolean;
            /**
             * Format: int64
             * @description How many open matters the person should have at the most.
             */
            most: number;
            /** @description A promise that the person's unit owes on one of his is broken now. */
            overdue: components["schemas"]["TicketFigure"];
            owned: components["schemas"]["TicketFigure"];
            person: components["schemas"]["OrgRef"];
            unit: components["schemas"]["OrgRef"];
            /** @description A promise that the person's unit owes on one of his runs out. */
            warned: components["schemas"]["TicketFigure"];
            working: components["schemas"]["TicketFigure"];
        };
        TicketPhraseInput: {
            actions?: components["schemas"]["TicketActions"];
            name: string;
            /** @enum {string} */
            scope: "own" | "unit" | "all";
            text: string;
            /** @description Where the scope is unit; mine when it is left out. */
            unitId?: string;
            /** Format: int64 */
            version?: number;
            /**
             * @description What a macro writes; a phrase without it serves for both.
             * @enum {string}
             */
            writtenAs?: "" | "reply" | "note";
        };
        TicketPhrasePause: {
            /**
             * Format: int64
             * @description After how many minutes the clock goes on; 0: when somebody lets it.
             */
            minutes?: number;
            reason: string;
            text?: string;
        };
        TicketPhraseView: {
            actions: components["schemas"]["TicketActions"];
            id: string;
            /** @description It does something besides writing. */
            macro: boolean;
            /** @description Whether I may change and remove it. */
            may: components["schemas"]["TicketLawful"];
            name: string;
            /** @enum {string} */
            scope: "own" | "unit" | "all";
            text: string;
            /** @description Whose it is, where the scope is unit. */
            unit: components["schemas"]["OrgRef"] | null;
            /** @description It is offered where I write; otherwise I only look after it. */
            usable: boolean;
            /** Format: int64 */
            version: number;
            /** @enum {string} */
            writtenAs: "" | "reply" | "note";
        };
        TicketPiece: {
            /** Format: double */
            countedMinutes: number;
            /** Format: date-time */
            from: string;
            /** @enum {string} */
            kind: "working" | "off_hours" | "holiday" | "paused" | "stopped";
            reason: string;
            /** Format: date-time */
            to: string;
            /** Format: double */
            totalMinutes: number;
        };
        TicketPlace: {
            /** @description The calendar that the clock counts by. */
            calendar: string;
            /**
             * Format: date-time
             * @description Null while the clock stands still, or when nothing is promised.
             */
            dueAt: string | null;
            handoffId: string;
            /** @description The unit that invited this one, when it was not the owner who asked. */
            invitedBy: string;
            /**
             * Format: int64
             * @description Working time left; negative when overdrawn.
             */
            leftMinutes: number;
            links: string[];
            pauseReason: string;
            /** Format: date-time */
            resumeAt: string | null;
            staff: string;
            /** @enum {string} */
            status: "sent" | "accepted";
            unit: string;
            unitId: string;
            /** @description Urged, and the unit has not reacted yet. */
            urged: boolean;
            /** @description Counted in working hours, not around the clock. */
            working: boolean;
        };
        TicketPolicy: {
            /** Format: int64 */
            accept: number;
            active: boolean;
            calendar: string;
            code: string;
            en: string;
            /** Format: int64 */
            finish: number;
            id: string;
            /** Format: int64 */
            position: number;
            /** Format: int64 */
            resolve: number;
            /** Format: int64 */
            respond: number;
            /** @description It is for customers served in this unit and below; left out, for all. */
            unitId?: string;
            /** Format: int64 */
            version: number;
            /**
             * Format: int64
             * @description Percent of the time after which a warning goes out.
             */
            warn: number;
            /** @description By field (kind, tier, servicePlan, product, category, priority, area) the values that match; a field left out matches everything. */
            when: {
                [key: string]: string[];
            };
            zh: string;
        };
        TicketPolicyBody: {
            /** Format: int64 */
            accept: number;
            active: boolean;
            calendar: string;
            code?: string;
            en?: string;
            /** Format: int64 */
            finish: number;
            /** Format: int64 */
            resolve: number;
            /** Format: int64 */
            respond: number;
            /** @description It is for customers served in this unit and below, and stays so; left out, for all. */
            unitId?: string;
            /** Format: int64 */
            version?: number;
            /** Format: int64 */
            warn: number;
            when: {
                [key: string]: string[];
            };
            zh: string;
        };
        TicketPolicyHit: {
            code: string;
            en: string;
            /** @description The unit whose policy it is; null: it is for all. */
            unit: components["schemas"]["OrgRef"] | null;
            why: components["schemas"]["TicketCondition"][];
            zh: string;
        };
        TicketPresence: {
            others: components["schemas"]["LivePresent"][];
            ticketId: string;
        };
        TicketPromiseBrief: {
            /** Format: date-time */
            dueAt: string | null;
            /** @enum {string} */
            kind: "respond" | "resolve" | "accept" | "finish";
            /**
             * Format: int64
             * @description Working time left; negative when overdrawn.
             */
            leftMinutes: number;
            pauseReason?: string;
            /**
             * Format: double
             * @description Working time used, in percent of the target; may exceed 100.
             */
            percent: number;
            /** Format: date-time */
            resumeAt?: string;
            /** Format: date-time */
            startedAt: string;
            /** @enum {string} */
            state: "running" | "paused" | "met" | "missed" | "dropped";
            /** Format: date-time */
            warnAt: string | null;
            /** @description Counted in working hours, not around the clock. */
            working: boolean;
        };
        TicketPromiseMove: {
            /** Format: date-time */
            dueAfter: string;
            /** Format: date-time */
            dueBefore: string;
            /** @enum {string} */
            kind: "respond" | "resolve" | "accept" | "finish";
            number: string;
        };
        TicketPromiseView: {
            /** Format: date-time */
            breachedAt: string | null;
            calendar: string;
            /** Format: date-time */
            dueAt: string | null;
            /** Format: int64 */
            elapsedMinutes: number;
            handoffId: string | null;
            id: string;
            /** @enum {string} */
            kind: "respond" | "resolve" | "accept" | "finish";
            /**
             * Format: int64
             * @description Working time left; negative when overdrawn.
             */
            leftMinutes: number;
            note: string;
            pauseReason?: string;
            /**
             * Format: double
             * @description Working time used, in percent of the target; may exceed 100.
             */
            percent: number;
            policy: string;
            /** Format: date-time */
            resumeAt?: string;
            /** Format: date-time */
            startedAt: string;
            /** @enum {string} */
            state: "running" | "paused" | "met" | "missed" | "dropped";
            /** Format: date-time */
            stoppedAt: string | null;
            /** Format: int64 */
            targetMinutes: number;
            /** @description Years that the clock runs through without a published holiday list: plain weekdays were counted. */
            uncoveredYears: number[];
            unit: string;
            /** Format: date-time */
            warnAt: string | null;
            /** Format: date-time */
            warnedAt: string | null;
            /** Format: int64 */
            warnPercent: number;
            /** @description Counted in working hours, not around the clock. */
            working: boolean;
        };
        TicketRatingView: {
            /** Format: date-time */
            at: string;
            comment: string;
            /** Format: int64 */
            score: number;
        };
        TicketRelatedView: {
            /** Format: date-time */
            at: string;
            /** @description Who speaks for a ticket that was merged into this one: he too is to be told. */
            contact: components["schemas"]["TicketContactView"] | null;
            id: string;
            number: string;
            /**
             * @description This ticket was merged into that one, or that one into this; this one was split off from that one, or that one from this; this one is about that one, as a complaint is, or that one about this.
             * @enum {string}
             */
            relation: "mergedInto" | "absorbed" | "splitFrom" | "splitOff" | "about" | "follower";
            /** @description Whether I may open it. */
            seen: boolean;
            /** @enum {string} */
            status: "open" | "handed" | "resolved" | "confirmed" | "closed" | "cancelled" | "merged";
            /** @description Empty when I may not see it. */
            subject: string;
        };
        TicketReplayView: {
            pieces: components["schemas"]["TicketPiece"][];
            promise: components["schemas"]["TicketPromiseView"];
        };
        TicketRequest: {
            checklist?: string[];
            /** @description The links of the ticket's chain that this is about. */
            links: string[];
            request: string;
            unitIds: string[];
            /**
             * Format: int64
             * @description The ticket's version that was seen.
             */
            version?: number;
        };
        TicketResolution: {
            cause: string;
            link: string;
            summary: string;
            /** Format: int64 */
            version?: number;
        };
        TicketResolutionView: {
            /** Format: date-time */
            at: string;
            by: string;
            cause: string;
            link: string;
            summary: string;
        };
        TicketRowView: {
            /** Format: int64 */
            bounces: number;
            category: string;
            /** Format: date-time */
            closedAt: string | null;
            /** Format: date-time */
            createdAt: string;
            customer: components["schemas"]["OrgRef"] | null;
            id: string;
            kind: string;
            late: boolean;
            /** @description The chain in its order. */
            links: components["schemas"]["TicketLinkState"][];
            /** @description Where a merged ticket goes on. */
            mergedInto: components["schemas"]["TicketInto"] | null;
            number: string;
            owner: components["schemas"]["OrgRef"];
            ownerId: string;
            ownerUnit: components["schemas"]["OrgRef"];
            priority: string;
            product: string;
            /** @description The next promise to fall due. */
            promise: components["schemas"]["TicketPromiseBrief"] | null;
            /** Format: int64 */
            reopened: number;
            /** Format: int64 */
            returns: number;
            source: string;
            /** @enum {string} */
            status: "open" | "handed" | "resolved" | "confirmed" | "closed" | "cancelled" | "merged";
            subject: string;
            tags: string[];
            terminalNumber: string;
            tier: string;
            /** Format: date-time */
            updatedAt: string;
            /** @description The customer has urged, and the desk has not reacted yet. */
            urged: boolean;
            /** Format: int64 */
            version: number;
            /** @description The open handoffs: where the ticket is now. */
            where: components["schemas"]["TicketPlace"][];
        };
        TicketRuleMove: {
            gained: boolean;
            /** @enum {string} */
            kind: "policy" | "phrase" | "template";
            name: string;
            /** @description Whose rule it is. */
            unit: components["schemas"]["OrgRef"];
        };
        TicketRules: {
            /** Format: int64 */
            callbackAgainMinutes: number;
            /** Format: int64 */
            callbackTries: number;
            /** Format: int64 */
            disputeHours: number;
            /** Format: int64 */
            disputeReturns: number;
            /** Format: int64 */
            duplicateDays: number;
            /** Format: int64 */
            urgeMinutes: number;
        };
        TicketSavedViewView: {
            id: string;
            /** @description Only who made it removes it. */
            mine: boolean;
            name: string;
            query: string;
            shared: boolean;
        };
        TicketShare: {
            /** @description The absence for which it is given over: if that says so, it comes back on return. */
            absenceId?: string;
            /** @description Who is to get single matters, instead of by turns. */
            choices?: components["schemas"]["TicketShareChoice"][];
            fromId: string;
            /** @description Handoffs go back into their unit's queue. A ticket always has an owner. */
            queue?: boolean;
            /** @description Who share it evenly. */
            toIds?: string[];
        };
        TicketShareChoice: {
            /** @description A ticket's identifier, or a handoff's. */
            id: string;
            /** @description Empty: a handoff goes back into its unit's queue. */
            toId: string;
        };
        TicketSimilarRow: {
            /** Format: int64 */
            bounces: number;
            category: string;
            /** Format: date-time */
            closedAt: string | null;
            /** Format: date-time */
            createdAt: string;
            customer: components["schemas"]["OrgRef"] | null;
            id: string;
            kind: string;
            late: boolean;
            /** @description The chain in its order. */
            links: components["schemas"]["TicketLinkState"][];
            /** @description Where a merged ticket goes on. */
            mergedInto: components["schemas"]["TicketInto"] | null;
            number: string;
            owner: components["schemas"]["OrgRef"];
            ownerId: string;
            ownerUnit: components["schemas"]["OrgRef"];
            priority: string;
            product: string;
            /** @description The next promise to fall due. */
            promise: components["schemas"]["TicketPromiseBrief"] | null;
            /** Format: int64 */
            reopened: number;
            /** Format: int64 */
            returns: number;
            source: string;
            /** @enum {string} */
            status: "open" | "handed" | "resolved" | "confirmed" | "closed" | "cancelled" | "merged";
            subject: string;
            tags: string[];
            /** @description It goes on, and so what is heard now can be added; an ended one can only be opened. */
            takes: boolean;
            terminalNumber: string;
            tier: string;
            /** Format: date-time */
            updatedAt: string;
            /** @description The customer has urged, and the desk has not reacted yet. */
            urged: boolean;
            /** Format: int64 */
            version: number;
            /** @description The open handoffs: where the ticket is now. */
            where: components["schemas"]["TicketPlace"][];
            /** @description What it has in common besides the customer. */
            why: ("terminal" | "category")[];
        };
        TicketSplitting: {
            /** @description Files that belong to it; they stay on both. */
            attachments?: string[];
            category?: string;
            description: string;
            details?: {
                [key: string]: string;
            };
            /** @description What the customer and the desk have said to each other and belongs to it: identifiers of messages and replies. */
            events?: string[];
            kind: string;
            priority?: string;
            subject: string;
            /** Format: int64 */
            version?: number;
        };
        TicketSuggestion: {
            link: string;
            unit: components["schemas"]["OrgRef"] | null;
        };
        TicketTagCount: {
            /**
             * Format: int64
             * @description Among the latest uses that I may see.
             */
            count: number;
            tag: string;
        };
        TicketTemplate: {
            category: string;
            descriptionEn: string;
            descriptionZh: string;
            subjectEn: string;
            subjectZh: string;
            /** Format: int64 */
            version: number;
        };
        TicketTemplateView: {
            category: string;
            descriptionEn: string;
            descriptionZh: string;
            subjectEn: string;
            subjectZh: string;
            /** @description Whose it is; null: the common one. */
            unit: components["schemas"]["OrgRef"] | null;
            /** Format: int64 */
            version: number;
        };
        TicketTodo: {
            /** Format: date-time */
            at: string;
            customer: string;
            /** Format: date-time */
            dueAt: string | null;
            /** @enum {string} */
            kind: "offer" | "respond" | "returned" | "resolve" | "callback" | "close" | "urge" | "handoff.accept" | "handoff.finish" | "dispute" | "late";
            number: string;
            priority: string;
            promise: components["schemas"]["TicketPromiseBrief"] | null;
            subject: string;
            ticketId: string;
            tier: string;
            unit: string;
        };
        TicketTotals: {
            bounced: components["schemas"]["TicketFigure"];
            cancelled: components["schemas"]["TicketFigure"];
            closed: components["schemas"]["TicketFigure"];
            created: components["schemas"]["TicketFigure"];
            late: components["schemas"]["TicketFigure"];
            merged: components["schemas"]["TicketFigure"];
            open: components["schemas"]["TicketFigure"];
            reopened: components["schemas"]["TicketFigure"];
            returned: components["schemas"]["TicketFigure"];
        };
        TicketTouch: {
            /** @description On which the matter came. */
            channel: string;
            event: components["schemas"]["TicketEventView"];
            /** @description Of its ticket. */
            number: string;
            subject: string;
        };
        TicketTried: {
            policy: components["schemas"]["TicketPolicy"] | null;
            why: components["schemas"]["TicketCondition"][];
        };
        TicketUnitLoad: {
            /** Format: int64 */
            most: number;
            /** Format: int64 */
            open: number;
            people: components["schemas"]["TicketCarried"][];
            /** @description Who is full is given nothing more; otherwise there is only a warning. */
            refuse: boolean;
        };
        TicketUnitWatch: {
            /**
             * Format: int64
             * @description How far below the topmost unit that is shown.
             */
            depth: number;
            /** @description In an open dispute, owned there or party to it. */
            disputed: components["schemas"]["TicketFigure"];
            /** @description Owned there and not ended. */
            open: components["schemas"]["TicketFigure"];
            /** @description A promise owed there is broken now. */
            overdue: components["schemas"]["TicketFigure"];
            /** @description Handed there, not accepted yet. */
            queue: components["schemas"]["TicketFigure"];
            unit: components["schemas"]["OrgRef"];
            /** @description Urged without a reaction yet. */
            urged: components["schemas"]["TicketFigure"];
            /**
             * Format: date-time
             * @description Since when the oldest handoff waits to be accepted.
             */
            waitingSince: string | null;
            /** @description A promise owed there runs out. */
            warned: components["schemas"]["TicketFigure"];
            /** @description Accepted there. */
            working: components["schemas"]["TicketFigure"];
        };
        TicketUrged: {
            /** Format: date-time */
            at: string;
            /**
             * @description Who urged; escalated: it was brought before the supervisors, and none has answered.
             * @enum {string}
             */
            by: "customer" | "desk" | "escalated";
            number: string;
            subject: string;
            ticketId: string;
            /** Format: int64 */
            times: number;
            unit: components["schemas"]["OrgRef"];
            /** @description Why it was escalated. */
            why: string;
        };
        TicketVariable: {
            en: string;
            means: components["schemas"]["LangText"];
            zh: string;
        };
        TicketView: {
            /** @description The files, oldest first. */
            attachments: components["schemas"]["TicketAttachmentView"][];
            /** Format: int64 */
            bounces: number;
            callback: components["schemas"]["TicketCallBackView"] | null;
            category: string;
            chain: components["schemas"]["TicketChainView"];
            channel: string;
            /** Format: date-time */
            closedAt: string | null;
            /** @description What the customer says together with the number to follow the ticket. */
            code: string;
            contact: components["schemas"]["TicketContactView"];
            /** Format: date-time */
            createdAt: string;
            customer: components["schemas"]["OrgRef"] | null;
            customerDetail: components["schemas"]["TicketCustomerBrief"] | null;
            description: string;
            details: {
                [key: string]: string;
            };
            disputes: components["schemas"]["TicketDisputeView"][];
            /** @description Why it was brought before the supervisors, while none of them has answered. */
            escalation: string;
            handoffs: components["schemas"]["TicketHandoffView"][];
            id: string;
            kind: string;
            late: boolean;
            /** @description The chain in its order. */
            links: components["schemas"]["TicketLinkState"][];
            /** @description What this person may do now, and why not. */
            may: {
                [key: string]: components["schemas"]["TicketLawful"];
            };
            /** @description Where a merged ticket goes on. */
            mergedInto: components["schemas"]["TicketInto"] | null;
            /** @description Required details that are not answered yet. */
            missing: string[];
            number: string;
            offeredTo: components["schemas"]["OrgRef"] | null;
            owner: components["schemas"]["OrgRef"];
            ownerId: string;
            ownerUnit: components["schemas"]["OrgRef"];
            /** @description Why the customer holds the matter to be more urgent, while nobody has answered. */
            plea: string;
            policy: components["schemas"]["TicketPolicyHit"] | null;
            priority: string;
            product: string;
            /** @description The next promise to fall due. */
            promise: components["schemas"]["TicketPromiseBrief"] | null;
            promises: components["schemas"]["TicketPromiseView"][];
            rating: components["schemas"]["TicketRatingView"] | null;
            /** @description Tickets that have to do with this one. */
            related: components["schemas"]["TicketRelatedView"][];
            /** Format: int64 */
            reopened: number;
            resolution: components["schemas"]["TicketResolutionView"] | null;
            /** Format: int64 */
            returns: number;
            site: components["schemas"]["CustomerSite"] | null;
            source: string;
            /** @enum {string} */
            status: "open" | "handed" | "resolved" | "confirmed" | "closed" | "cancelled" | "merged";
            subject: string;
            tags: string[];
            terminal: components["schemas"]["CustomerTerminal"] | null;
            terminalNumber: string;
            tier: string;
            /** Format: date-time */
            updatedAt: string;
            /** @description The customer has urged, and the desk has not reacted yet. */
            urged: boolean;
            /**
             * Format: int64
             * @description How often the customer has urged.
             */
            urges: number;
            /** Format: int64 */
            version: number;
            /** @description Who is told of what happens, beside those who have to do with it. */
            watchers: components["schemas"]["TicketColleague"][];
            /** @description I am one of them. */
            watching: boolean;
            /** @description The open handoffs: where the ticket is now. */
            where: components["schemas"]["TicketPlace"][];
        };
        TicketVisit: {
            /** Format: double */
            meanMinutes: number;
            /** Format: double */
            medianMinutes: number;
            /** Format: double */
            p90Minutes: number;
            /** Format: int64 */
            returns: number;
            /**
             * Format: double
             * @description Part of all time spent, 0 to 1.
             */
            share: number;
            stage?: string;
            tickets: components["schemas"]["TicketFigure"];
            unit?: components["schemas"]["OrgRef"];
            /** Format: int64 */
            visits: number;
        };
        TicketVolume: {
            closed: components["schemas"]["TicketFigure"];
            created: components["schemas"]["TicketFigure"];
            /** Format: date-time */
            end: string;
            /** Format: date-time */
            start: string;
        };
        TicketWatch: {
            /** Format: date-time */
            at: string;
            /** @description Whoever works in these units or still has something, most at the top. */
            people: components["schemas"]["TicketPersonWatch"][];
            /** @description Each ticket counted once. */
            total: components["schemas"]["TicketLoad"];
            /** @description In the order of the tree. */
            units: components["schemas"]["TicketUnitWatch"][];
            /** @description Who was urged and has not reacted yet, latest first. */
            urges: components["schemas"]["TicketUrged"][];
        };
        TicketWrong: {
            /** Format: int64 */
            count: number;
            /** @enum {string} */
            kind: "overdue" | "warned" | "dispute" | "calendar" | "stuck" | "unsent";
            /** @description The console's address of what is counted. */
            query: string;
        };
        "Try-policiesRequest": {
            area?: string;
            category?: string;
            kind?: string;
            priority?: string;
            product?: string;
            servicePlan?: string;
            tier?: string;
            /** @description The unit that serves the customer; left out, only what is for all is tried. */
            unitId?: string;
        };
        "Unmerge-customerRequest": {
            reason: string;
        };
        "Unmerge-ticketRequest": {
            reason: string;
            /** Format: int64 */
            version?: number;
        };
        "Urge-handoffRequest": {
            text?: string;
        };
        "Verify-auditRequest": {
            /** @description A head noted before, number and hash with a colon between, against which the log is held. */
            noted?: string;
        };
        VersionInputBody: {
            /** Format: int64 */
            version?: number;
        };
        WayBody: {
            /** @description Where the browser goes. */
            address: string;
        };
        "Withdraw-handoffRequest": {
            reason: string;
        };
        "Withdraw-identityRequest": {
            reason: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
