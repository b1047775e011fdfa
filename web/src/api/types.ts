// What the API under /api/v1 answers and takes, by the names that the console uses. The shapes are made from the
// API's own description (schema.d.ts). Times are RFC 3339 in UTC, identifiers are UUIDs.
import type { components } from './schema';

type Schemas = components['schemas'];

/** A code of the catalogue, such as a category or a link: operators have their own. */
export type Code = string;
export type Language = Schemas['OrgMe']['locale'];

export interface Items<T> {
  items: T[];
  /** Empty at the end of the list. */
  nextCursor: string;
}

export type Ref = Schemas['OrgRef'];
export type Lawful = Schemas['TicketLawful'];

export type Named = Schemas['TicketNamed'];
export type Field = Schemas['TicketField'];
export type Catalogue = Schemas['TicketCatalogueView'];

export type CustomerRef = Schemas['CustomerView'];
export type Customer = Schemas['CustomerDetailsView'];
export type Contact = Schemas['CustomerContact'];
export type Site = Schemas['CustomerSite'];
export type Terminal = Schemas['CustomerTerminal'];
export type Golden = Schemas['CustomerGolden'];
export type TerminalChange = Schemas['CustomerTerminalChange'];
export type Subscription = Schemas['CustomerSubscription'];
export type SubscriptionState = Subscription['state'];
export type SubscriptionStep = Schemas['CustomerSubscriptionStep'];
export type Contract = Schemas['CustomerContract'];
export type Plan = Schemas['CustomerPlan'];
export type PlanBody = Schemas['CustomerPlanBody'];
export type Overview = Schemas['CareOverview'];
export type CareTask = Schemas['CareTaskView'];
export type CareState = CareTask['state'];
export type NewCareTask = Schemas['CareNewTask'];
export type CareTaskChange = Schemas['CareTaskChange'];
export type CareKind = Schemas['CareKind'];
export type CareVisit = Schemas['CareVisitView'];
export type VisitFields = Partial<Pick<CareVisit, 'siteId' | 'staffId' | 'day' | 'state' | 'purpose' | 'result'>>;
export type ServicePlan = Schemas['CareServicePlan'];
export type ServicePlanBody = Schemas['CarePlanBody'];
export type ServiceRule = Schemas['CareRule'];
export type CareSegment = Schemas['CareSegment'];
export type SegmentPreview = Schemas['CarePreview'];
export type PlanEffect = Schemas['CareEffect'];
export type Consents = Schemas['CustomerConsents'];
export type PurposeState = Schemas['CustomerPurposeState'];
export type NewConsent = Schemas['CustomerNewConsent'];
export type LikelyCustomer = Schemas['CustomerLikely'];
export type SiteFact = Schemas['CustomerSiteFact'];
export type SiteFactKind = SiteFact['kind'];
export type Ways = Schemas['CustomerWays'];
export type Outage = Schemas['OutageBulletin'];
export type OutageDetails = Schemas['OutageDetails'];
export type OutageEntry = Schemas['OutageEntry'];
export type OutageInput = Schemas['OutageInput'];
export type OutageTerminal = Schemas['CustomerOnWay'];
export type CustomerFigures = Schemas['TicketCustomerFigures'];
export type Touch = Schemas['TicketTouch'];
export type Caller = Schemas['TicketCallerView'];

export type Me = Schemas['OrgMe'];
/** A role by its code: operators have their own. */
export type RoleCode = string;
export type Permission = Me['permissions'][number];
export type Unit = Schemas['OrgUnitView'];
export type UnitKind = Unit['kind'];
export type Staff = Schemas['OrgStaffView'];
export type Post = Schemas['OrgNewPost'];
export type Scope = Post['scope'];
export type Absence = Schemas['OrgAbsenceView'];
export type Skill = Schemas['OrgSkill'];
export type StaffSkill = Schemas['OrgStaffSkill'];
export type UnitRules = Schemas['OrgUnitRules'];
export type UnitSetting = Schemas['OrgSettingView'];
export type Role = Schemas['OrgRoleView'];
export type PermissionGroup = Schemas['OrgPermissionGroup'];
export type PermissionText = Schemas['OrgPermissionText'];
export type Rights = Schemas['OrgRights'];
export type Right = Schemas['OrgRight'];
export type Separation = Schemas['OrgSeparation'];
export type Roster = Schemas['DutyRosterView'];
export type DutyKind = Schemas['DutyKind'];
export type DutyShift = Schemas['DutyShiftView'];
export type DutyProblem = Schemas['DutyProblemView'];
export type DutyRulesInput = Schemas['DutyRulesInput'];
export type DutyPattern = Schemas['DutyPatternInput'];
export type DutyLaid = Schemas['DutyLaid'];
export type DutyPublished = Schemas['DutyPublishedResult'];
export type DutySwap = Schemas['DutySwapView'];
export type SwapStep = Schemas['DutySwapStep']['step'];
export type MyDuty = Schemas['DutyMine'];
export type MyShift = Schemas['DutyMyShift'];
export type Handovers = Schemas['DutyHandovers'];
export type HandoverNote = Schemas['DutyHandoverView'];
export type HandoverItem = Schemas['DutyItemView'];
export type NewHandover = Schemas['DutyNewHandover'];
export type OnDuty = Schemas['DutyOnDuty'];
export type Viewer = Schemas['CustomerViewer'];
export type Token = Schemas['OrgAPIToken'];
export type NewToken = Schemas['OrgCreated'];

/** A log-in that needs a second factor too. */
export type More = Schemas['OrgMore'];
export type FactorKind = More['factors'][number];
export type Owed = NonNullable<Me['owes']>;
export type Security = Schemas['OrgProtection'];
export type Factor = Schemas['OrgFactor'];
export type AddedFactor = Schemas['OrgAddedFactor'];
export type NewTotp = Schemas['OrgNewTOTP'];
export type Session = Schemas['OrgSessionView'];
export type WayIn = Schemas['OrgWayIn'];
export type Linked = Schemas['OrgLinked'];
export type Provider = Schemas['OrgProvider'];
export type Grant = Schemas['OrgGrant'];
export type ProviderTest = Schemas['OrgProviderTest'];
export type LogInRules = Schemas['OrgRules'];
export type BreakGlassUse = Schemas['OrgBreakGlassUse'];

export type PromiseBrief = Schemas['TicketPromiseBrief'];
export type PromiseKind = PromiseBrief['kind'];
export type PromiseState = PromiseBrief['state'];
export type TicketPromise = Schemas['TicketPromiseView'];
export type Replay = Schemas['TicketReplayView'];
export type ReplayPiece = Schemas['TicketPiece'];

export type LinkState = Schemas['TicketLinkState'];
export type LinkStateCode = LinkState['state'];
export type ChainLink = Schemas['TicketLinkView'];

export type TicketRow = Schemas['TicketRowView'];
export type TicketStatus = TicketRow['status'];
export type Ticket = Schemas['TicketView'];
export type SimilarTicket = Schemas['TicketSimilarRow'];
export type TicketAction = Extract<keyof Ticket['may'], string>;
export type KeptDraft = Schemas['TicketDraft'];
export type Present = Schemas['LivePresent'];
export type Presence = Schemas['TicketPresence'];
export type Template = Schemas['TicketTemplateView'];
export type Phrase = Schemas['TicketPhraseView'];
export type PhraseInput = Schemas['TicketPhraseInput'];
export type FilledPhrase = Schemas['TicketFilledView'];
export type Variable = Schemas['TicketVariable'];
export type MergePreview = Schemas['TicketMergePreview'];
export type RelatedTicket = Schemas['TicketRelatedView'];
export type TagCount = Schemas['TicketTagCount'];
export type SavedView = Schemas['TicketSavedViewView'];
export type Colleague = Schemas['TicketColleague'];
export type TicketEvent = Schemas['TicketEventView'];
export type Attachment = Schemas['TicketAttachmentView'];
export type Intake = Schemas['TicketIntake'];
export type Suggestion = Schemas['TicketSuggestion'];
export type CallbackOutcome = 'confirmed' | 'refused' | 'unreached';

export type Handoff = Schemas['TicketHandoffView'];
export type HandoffStatus = Handoff['status'];
export type HandoffAction = Extract<keyof Handoff['may'], string>;
export type Check = Schemas['TicketCheck'];
export type InboxRow = Schemas['TicketInboxRow'];
export type Dispute = Schemas['TicketDisputeView'];

export type Place = TicketRow['where'][number];
export type BulkOrder = Schemas['TicketBulkOrder'];
export type BulkItem = Schemas['TicketBulkItemView'];
export type BulkChange = Schemas['TicketBulkChange'];
export type BulkPreview = Schemas['TicketBulkPreview'];
export type Bulk = Schemas['TicketBulkView'];
export type Share = Schemas['TicketShare'];
export type ShareChoice = Schemas['TicketShareChoice'];
export type Leaving = Schemas['TicketLeaving'];
export type LeavingPreview = Schemas['TicketLeavingPreview'];
export type LeavingDone = Schemas['TicketLeavingDone'];
export type MovePreview = Schemas['TicketMovePreview'];
export type UnitLoad = Schemas['TicketUnitLoad'];
export type Watch = Schemas['TicketWatch'];
export type UnitWatch = Schemas['TicketUnitWatch'];
export type PersonWatch = Schemas['TicketPersonWatch'];
export type Load = Schemas['TicketLoad'];
export type Urged = Schemas['TicketUrged'];

export type Home = Schemas['TicketHome'];
export type Todo = Schemas['TicketTodo'];
export type Wrong = Schemas['TicketWrong'];
export type Notice = Schemas['TicketNotice'];

export type Segment = Schemas['IndexSegment'];
export type Found = Schemas['TicketFound'];
export type FoundTicket = Schemas['TicketFoundTicket'];
export type FoundCustomer = Schemas['CustomerFoundCustomer'];
export type FoundTerminal = Schemas['CustomerFoundTerminal'];

export type AuditLine = Schemas['AuditingLine'];
export type AuditActions = Schemas['AuditingActionsView'];
export type AuditState = Schemas['AuditingStateView'];
export type AuditCheck = Schemas['AuditingCheckView'];
export type Flow = Schemas['TicketFlow'];
export type Figure = Schemas['TicketFigure'];
export type Volume = Schemas['TicketVolume'];
export type Visit = Schemas['TicketVisit'];
export type Bounce = Schemas['TicketBounce'];
export type Age = Schemas['TicketAge'];

export type Calendar = Schemas['TicketCalendarView'];
export type Holiday = Schemas['TicketHolidayView'];
export type Holidays = Schemas['TicketHolidays'];
export type HolidayImport = Schemas['TicketHolidayImport'];
export type PromiseMove = Schemas['TicketPromiseMove'];
export type Policy = Schemas['TicketPolicy'];
export type Tried = Schemas['TicketTried'];

export type Outgoing = Schemas['ChannelOutgoingView'];
export type OutgoingHealth = Schemas['ChannelHealthView'];
export type NoticeSetting = Schemas['TicketNoticeView'];

/** What the live stream tells: only where to look again. It is no operation of the described API. */
export interface LiveChange {
  kind: 'ticket' | 'handoff' | 'notification' | 'dispute' | 'draft' | 'duty' | 'org' | 'rules' | 'security' | 'outage';
  ticketId?: string;
  id?: string;
  actorId?: string;
}
