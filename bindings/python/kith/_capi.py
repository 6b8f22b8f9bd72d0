"""The C interface of Kith for ctypes: constants, structs, functions.

Written by tools/gen_capi.py from kith.h; do not edit.
"""
import ctypes


class Sized(ctypes.Structure):
    """A struct that says its size: what KITH_..._INIT does in C."""

    def __init__(self, **members):
        super().__init__(ctypes.sizeof(type(self)), **members)

KITH_VERSION_MAJOR = 0
KITH_VERSION_MINOR = 1
KITH_VERSION_PATCH = 0
KITH_ABI_VERSION = 1
KITH_OK = 0
KITH_CANCELLED = 1
KITH_INVALID_ARGUMENT = 2
KITH_NOT_FOUND = 3
KITH_ALREADY_EXISTS = 4
KITH_FAILED_PRECONDITION = 5
KITH_ABORTED = 6
KITH_OUT_OF_RANGE = 7
KITH_RESOURCE_EXHAUSTED = 8
KITH_UNIMPLEMENTED = 9
KITH_INTERNAL = 10
KITH_UNAVAILABLE = 11
KITH_DATA_LOSS = 12
KITH_PERMISSION_DENIED = 13
KITH_REASON_NONE = 0
KITH_REASON_NULL_ARGUMENT = 1
KITH_REASON_BAD_UTF8 = 2
KITH_REASON_BAD_STRUCT_SIZE = 3
KITH_REASON_DATE_OUT_OF_RANGE = 4
KITH_REASON_BAD_DATE = 5
KITH_REASON_BAD_NUMBER = 6
KITH_REASON_BAD_MONEY = 7
KITH_REASON_OVERFLOW = 8
KITH_REASON_UNKNOWN_NAME = 9
KITH_REASON_UNKNOWN_COLUMN = 10
KITH_REASON_WRONG_TYPE = 11
KITH_REASON_MISSING_VALUE = 12
KITH_REASON_BAD_SYNTAX = 13
KITH_REASON_TOO_DEEP = 14
KITH_REASON_TOO_LARGE = 15
KITH_REASON_DUPLICATE = 16
KITH_REASON_CONFLICT = 17
KITH_REASON_BAD_CHECKSUM = 18
KITH_REASON_NEWER_VERSION = 19
KITH_REASON_TRUNCATED = 20
KITH_REASON_NOT_A_BOOK = 21
KITH_REASON_DAMAGED_BOOK = 22
KITH_REASON_READ_ONLY = 23
KITH_REASON_BUSY = 24
KITH_REASON_IO = 25
KITH_REASON_DISK_FULL = 26
KITH_REASON_NO_MEMORY = 27
KITH_REASON_NO_WORKING_DAY = 28
KITH_REASON_NOT_COVERED = 29
KITH_REASON_BOTH_WAYS = 30
KITH_REASON_NO_RECORDED = 31
KITH_REASON_NOT_ADOPTED = 32
KITH_REASON_CALLBACK = 33
KITH_REASON_FORKED = 34
KITH_REASON_BAD_ENCODING = 35
KITH_REASON_UNKNOWN_KIND = 36
KITH_REASON_AMBIGUOUS = 37
KITH_REASON_BAD_ORDER = 38
KITH_REASON_WRONG_THREAD = 39
KITH_REASON_BAD_DOCUMENT = 40
KITH_REASON_MISSING_PART = 41
KITH_REASON_NEEDS_HISTORY = 42
KITH_REASON_OTHER_RULES = 43
KITH_REASON_NOT_ALLOWED = 44
KITH_REASON_LEGAL_HOLD = 45
KITH_REASON_UNDO_CROSSES_ERASURE = 46
KITH_LANGUAGE_CHINESE = 0
KITH_LANGUAGE_ENGLISH = 1
KITH_DOCUMENT_CALENDAR = 1
KITH_DOCUMENT_TIER = 2
KITH_DOCUMENT_CADENCE = 3
KITH_DOCUMENT_PIPELINE = 4
KITH_DOCUMENT_POOL = 5
KITH_DOCUMENT_ACCESS = 6
KITH_DOCUMENT_ENTRY = 7
KITH_FACT_CUSTOMER = 10
KITH_FACT_CUSTOM = 15
KITH_FACT_CONTACT = 20
KITH_FACT_CONSENT = 25
KITH_FACT_OWNER = 30
KITH_FACT_TAG = 40
KITH_FACT_TIER = 50
KITH_FACT_FIRST_DUE = 55
KITH_FACT_TOUCH = 60
KITH_FACT_STEP = 70
KITH_FACT_SNOOZE = 75
KITH_FACT_STEP_CLOSED = 80
KITH_FACT_DEAL = 90
KITH_FACT_STAGE = 100
KITH_FACT_DEAL_EVENT = 110
KITH_FACT_ORDER = 120
KITH_FACT_ORDER_RETURN = 130
KITH_FACT_RECEIPT = 140
KITH_FACT_WIN_BACK = 150
KITH_FACT_HOLD = 155
KITH_FACT_ERASE = 160
KITH_FACT_TEAM = 190
KITH_FACT_PERSON = 200
KITH_FACT_ABSENCE = 210
KITH_FACT_MERGE = 215
KITH_FACT_ADOPT = 220
KITH_FACT_RUN = 230
KITH_FACT_RETRACT = 250
KITH_CHANNEL_UNKNOWN = 0
KITH_CHANNEL_PHONE = 1
KITH_CHANNEL_VISIT = 2
KITH_CHANNEL_VIDEO = 3
KITH_CHANNEL_MESSAGE = 4
KITH_CHANNEL_MAIL = 5
KITH_CHANNEL_PUSH = 6
KITH_LEVEL_ORDINARY = 1
KITH_LEVEL_EXECUTIVE = 2
KITH_OUTCOME_ANSWERED = 1
KITH_OUTCOME_NO_REPLY = 2
KITH_OUTCOME_DELIVERED = 3
KITH_DEAL_OPEN = 0
KITH_DEAL_WON = 1
KITH_DEAL_LOST = 2
KITH_DEAL_VOID = 3
KITH_COLUMN_INT32 = 1
KITH_COLUMN_INT64 = 2
KITH_COLUMN_FLOAT64 = 3
KITH_COLUMN_TEXT = 4
KITH_COLUMN_DATE = 5
KITH_COLUMN_INSTANT = 6
KITH_HEADINGS_NAMES = 0
KITH_HEADINGS_CHINESE = 1
KITH_HEADINGS_ENGLISH = 2
KITH_DURABILITY_FULL = 0
KITH_DURABILITY_NORMAL = 1
KITH_DURABILITY_BULK = 2
KITH_PACK_DETECT = 0
KITH_PACK_CHINESE_DAYS = 1
KITH_PACK_HOLIDAY_CALENDAR = 2
KITH_PACK_HOLIDAY_CN = 3
KITH_PACK_ICAL = 4
KITH_PACK_CSV = 5
KITH_SHEET_DETECT = 0
KITH_SHEET_CUSTOMERS = 1
KITH_SHEET_FOLLOW_UPS = 2
KITH_SHEET_INTERACTIONS = 3
KITH_SHEET_DEALS = 4
KITH_SHEET_STAGES = 5
KITH_SHEET_ORDERS = 6
KITH_SHEET_RECEIPTS = 7
KITH_SHEET_PEOPLE = 8
KITH_DATES_YMD = 0
KITH_DATES_MDY = 1
KITH_DATES_DMY = 2
KITH_OBJECTIVE_KEEP_WITH_CAP = 0
KITH_OBJECTIVE_KEEP = 1
KITH_OBJECTIVE_SHARE = 2
KITH_PLACEMENT_LATEST = 0
KITH_PLACEMENT_LEVEL = 1
ARROW_FLAG_DICTIONARY_ORDERED = 1
ARROW_FLAG_NULLABLE = 2
ARROW_FLAG_MAP_KEYS_SORTED = 4
KITH_ERASE_FINISHED = 0
KITH_ERASE_HELD = 1
KITH_ERASE_FAILED = 2
KITH_ERASE_DEFERRED = 3
KITH_EVERY_WHOLE = 0
KITH_EVERY_WEEK = 1
KITH_EVERY_MONTH = 2
KITH_EVERY_QUARTER = 3
KITH_EVERY_YEAR = 4

kith_progress = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_int64, ctypes.c_int64, ctypes.c_void_p)

kith_audit = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p)


class kith_string_view(ctypes.Structure):
    pass


kith_string_view._fields_ = [
    ("data", ctypes.c_void_p),
    ("size", ctypes.c_int64),
]


class kith_buffer(ctypes.Structure):
    pass


kith_buffer._fields_ = [
    ("data", ctypes.POINTER(ctypes.c_uint8)),
    ("size", ctypes.c_int64),
    ("owner", ctypes.c_void_p),
]


class kith_target(Sized):
    pass


kith_target._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("percent", ctypes.c_int32),
    ("used_minutes", ctypes.c_int64),
    ("deadline", ctypes.c_int64),
    ("has_deadline", ctypes.c_int32),
    ("breached", ctypes.c_int32),
    ("provisional", ctypes.c_int32),
    ("reserved", ctypes.c_int32),
]


class kith_plan_options(Sized):
    pass


kith_plan_options._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("objective", ctypes.c_int32),
    ("cap_times", ctypes.c_int32),
    ("placement", ctypes.c_int32),
    ("no_fixes", ctypes.c_int32),
    ("reserved", ctypes.c_int32),
]


class ArrowSchema(ctypes.Structure):
    pass


ArrowSchema._fields_ = [
    ("format", ctypes.c_void_p),
    ("name", ctypes.c_void_p),
    ("metadata", ctypes.c_void_p),
    ("flags", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("children", ctypes.POINTER(ctypes.POINTER(ArrowSchema))),
    ("dictionary", ctypes.POINTER(ArrowSchema)),
    ("release", ctypes.CFUNCTYPE(None, ctypes.POINTER(ArrowSchema))),
    ("private_data", ctypes.c_void_p),
]


class ArrowArray(ctypes.Structure):
    pass


ArrowArray._fields_ = [
    ("length", ctypes.c_int64),
    ("null_count", ctypes.c_int64),
    ("offset", ctypes.c_int64),
    ("n_buffers", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("buffers", ctypes.POINTER(ctypes.c_void_p)),
    ("children", ctypes.POINTER(ctypes.POINTER(ArrowArray))),
    ("dictionary", ctypes.POINTER(ArrowArray)),
    ("release", ctypes.CFUNCTYPE(None, ctypes.POINTER(ArrowArray))),
    ("private_data", ctypes.c_void_p),
]


class kith_column(Sized):
    pass


kith_column._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("type", ctypes.c_int32),
    ("length", ctypes.c_int64),
    ("null_count", ctypes.c_int64),
    ("validity", ctypes.POINTER(ctypes.c_uint8)),
    ("data", ctypes.c_void_p),
    ("offsets", ctypes.POINTER(ctypes.c_int32)),
]


class kith_column_info(Sized):
    pass


kith_column_info._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("type", ctypes.c_int32),
    ("name", kith_string_view),
    ("heading_zh", kith_string_view),
    ("heading_en", kith_string_view),
    ("meaning", kith_string_view),
]


class kith_csv_options(Sized):
    pass


kith_csv_options._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("headings", ctypes.c_int32),
    ("bom", ctypes.c_int32),
    ("crlf", ctypes.c_int32),
    ("raw_formulas", ctypes.c_int32),
    ("reserved", ctypes.c_int32),
]


class kith_batch_options(Sized):
    pass


kith_batch_options._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("has_zone", ctypes.c_int32),
    ("zone_minutes", ctypes.c_int32),
    ("reserved", ctypes.c_int32),
]


class kith_touch(Sized):
    pass


kith_touch._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("day", ctypes.c_int32),
    ("at", ctypes.c_int64),
    ("recorded", ctypes.c_int64),
    ("has_at", ctypes.c_int32),
    ("revision", ctypes.c_int32),
    ("channel", ctypes.c_int32),
    ("level", ctypes.c_int32),
    ("outcome", ctypes.c_int32),
    ("opening", ctypes.c_int32),
    ("campaign", ctypes.c_int32),
    ("reserved", ctypes.c_int32),
    ("customer", kith_string_view),
    ("source", kith_string_view),
    ("key", kith_string_view),
    ("author", kith_string_view),
    ("purpose", kith_string_view),
    ("actor", kith_string_view),
    ("contact", kith_string_view),
    ("content", kith_string_view),
    ("feedback", kith_string_view),
]


class kith_stage(Sized):
    pass


kith_stage._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("day", ctypes.c_int32),
    ("at", ctypes.c_int64),
    ("recorded", ctypes.c_int64),
    ("has_at", ctypes.c_int32),
    ("revision", ctypes.c_int32),
    ("end", ctypes.c_int32),
    ("reserved", ctypes.c_int32),
    ("customer", kith_string_view),
    ("source", kith_string_view),
    ("key", kith_string_view),
    ("author", kith_string_view),
    ("deal", kith_string_view),
    ("stage", kith_string_view),
    ("reason", kith_string_view),
]


class kith_book_options(Sized):
    pass


kith_book_options._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("create", ctypes.c_int32),
    ("read_only", ctypes.c_int32),
    ("durability", ctypes.c_int32),
    ("busy_ms", ctypes.c_int32),
    ("has_zone", ctypes.c_int32),
    ("zone_minutes", ctypes.c_int32),
    ("has_start", ctypes.c_int32),
    ("start_day", ctypes.c_int32),
    ("reserved", ctypes.c_int32),
    ("salt", ctypes.c_uint8 * 16),
]


class kith_record_options(Sized):
    pass


kith_record_options._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("dry_run", ctypes.c_int32),
    ("skip_refused", ctypes.c_int32),
    ("defer", ctypes.c_int32),
    ("source", kith_string_view),
    ("position", ctypes.c_int64),
    ("progress", kith_progress),
    ("user_data", ctypes.c_void_p),
    ("actor", kith_string_view),
]


class kith_record_result(Sized):
    pass


kith_record_result._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("reserved", ctypes.c_int32),
    ("created", ctypes.c_int64),
    ("unchanged", ctypes.c_int64),
    ("replaced", ctypes.c_int64),
    ("conflicts", ctypes.c_int64),
    ("refused", ctypes.c_int64),
    ("states_written", ctypes.c_int64),
    ("rows_written", ctypes.c_int64),
    ("pages_written", ctypes.c_int64),
]


class kith_book_summary(Sized):
    pass


kith_book_summary._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("zone_minutes", ctypes.c_int32),
    ("has_start", ctypes.c_int32),
    ("start_day", ctypes.c_int32),
    ("facts", ctypes.c_int64),
    ("customers", ctypes.c_int64),
    ("last_recorded", ctypes.c_int64),
    ("salt", ctypes.c_uint8 * 16),
    ("behind", ctypes.c_int64),
]


class kith_erase_options(Sized):
    pass


kith_erase_options._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("dry_run", ctypes.c_int32),
    ("backups", ctypes.c_int32),
    ("defer", ctypes.c_int32),
    ("customer", kith_string_view),
    ("contact", kith_string_view),
    ("source", kith_string_view),
    ("key", kith_string_view),
    ("reason", kith_string_view),
    ("author", kith_string_view),
    ("actor", kith_string_view),
]


class kith_erase_result(Sized):
    pass


kith_erase_result._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("file", ctypes.c_int32),
    ("customers", ctypes.c_int64),
    ("texts", ctypes.c_int64),
    ("backups_erased", ctypes.c_int64),
    ("backups_left", ctypes.c_int64),
]


class kith_audit_record(Sized):
    pass


kith_audit_record._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("reserved", ctypes.c_int32),
    ("at", ctypes.c_int64),
    ("rows", ctypes.c_int64),
    ("question", kith_string_view),
    ("actor", kith_string_view),
    ("customer", kith_string_view),
    ("contact", kith_string_view),
]


class kith_audit_options(Sized):
    pass


kith_audit_options._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("has_since", ctypes.c_int32),
    ("since", ctypes.c_int64),
    ("limit", ctypes.c_int64),
    ("actor", kith_string_view),
    ("customer", kith_string_view),
]


class kith_settings(Sized):
    pass


kith_settings._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("has_zone", ctypes.c_int32),
    ("zone_minutes", ctypes.c_int32),
    ("has_start", ctypes.c_int32),
    ("start_day", ctypes.c_int32),
    ("reserved", ctypes.c_int32),
]


class kith_view_options(Sized):
    pass


kith_view_options._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("has_as_of", ctypes.c_int32),
    ("as_of", ctypes.c_int32),
    ("has_known_at", ctypes.c_int32),
    ("known_at", ctypes.c_int64),
    ("actor", kith_string_view),
    ("audited", ctypes.c_int32),
    ("reserved", ctypes.c_int32),
    ("audited_at", ctypes.c_int64),
    ("audit", kith_audit),
    ("user_data", ctypes.c_void_p),
]


class kith_state_summary(Sized):
    pass


kith_state_summary._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("has_listed", ctypes.c_int32),
    ("listed_from", ctypes.c_int32),
    ("shared", ctypes.c_int32),
    ("last_day", ctypes.c_int32),
    ("reserved", ctypes.c_int32),
    ("facts", ctypes.c_int64),
    ("customer", kith_string_view),
    ("owner", kith_string_view),
    ("tier", kith_string_view),
]


class kith_list_options(Sized):
    pass


kith_list_options._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("reserved", ctypes.c_int32),
    ("limit", ctypes.c_int64),
]


class kith_due_options(Sized):
    pass


kith_due_options._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("hide_kept", ctypes.c_int32),
    ("limit", ctypes.c_int64),
    ("owner", kith_string_view),
    ("customer", kith_string_view),
    ("with_snoozed", ctypes.c_int32),
    ("with_context", ctypes.c_int32),
]


class kith_overdue_options(Sized):
    pass


kith_overdue_options._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("reserved", ctypes.c_int32),
    ("limit", ctypes.c_int64),
    ("owner", kith_string_view),
]


class kith_day_plan_options(Sized):
    pass


kith_day_plan_options._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("days", ctypes.c_int32),
    ("horizon", ctypes.c_int32),
    ("objective", ctypes.c_int32),
    ("cap_times", ctypes.c_int32),
    ("placement", ctypes.c_int32),
    ("no_fixes", ctypes.c_int32),
    ("reserved", ctypes.c_int32),
    ("limit", ctypes.c_int64),
]


class kith_feasibility_options(Sized):
    pass


kith_feasibility_options._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("has_period", ctypes.c_int32),
    ("period_first", ctypes.c_int32),
    ("period_last", ctypes.c_int32),
    ("campaigns", ctypes.c_int32),
    ("reserved", ctypes.c_int32),
    ("limit", ctypes.c_int64),
    ("person", kith_string_view),
    ("team", kith_string_view),
]


class kith_simulate_options(Sized):
    pass


kith_simulate_options._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("days", ctypes.c_int32),
    ("horizon", ctypes.c_int32),
    ("objective", ctypes.c_int32),
    ("cap_times", ctypes.c_int32),
    ("reserved", ctypes.c_int32),
]


class kith_promise_record_options(Sized):
    pass


kith_promise_record_options._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("has_period", ctypes.c_int32),
    ("period_first", ctypes.c_int32),
    ("period_last", ctypes.c_int32),
    ("every", ctypes.c_int32),
    ("by_owner", ctypes.c_int32),
    ("by_tier", ctypes.c_int32),
    ("by_stream", ctypes.c_int32),
]


class kith_entry_delay_options(Sized):
    pass


kith_entry_delay_options._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("has_period", ctypes.c_int32),
    ("period_first", ctypes.c_int32),
    ("period_last", ctypes.c_int32),
    ("by_author", ctypes.c_int32),
    ("reserved", ctypes.c_int32),
]


class kith_milestone_options(Sized):
    pass


kith_milestone_options._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("with_closed", ctypes.c_int32),
    ("limit", ctypes.c_int64),
    ("owner", kith_string_view),
]


class kith_pool_options(Sized):
    pass


kith_pool_options._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("pool_only", ctypes.c_int32),
    ("limit", ctypes.c_int64),
    ("owner", kith_string_view),
]


class kith_contact_options(Sized):
    pass


kith_contact_options._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("reserved", ctypes.c_int32),
    ("limit", ctypes.c_int64),
    ("customer", kith_string_view),
    ("contact", kith_string_view),
]


class kith_completeness_options(Sized):
    pass


kith_completeness_options._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("record_days", ctypes.c_int32),
    ("incomplete_only", ctypes.c_int32),
    ("reserved", ctypes.c_int32),
    ("limit", ctypes.c_int64),
    ("owner", kith_string_view),
    ("customer", kith_string_view),
]


class kith_duplicate_options(Sized):
    pass


kith_duplicate_options._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("person", ctypes.c_int32),
    ("limit", ctypes.c_int64),
    ("customer", kith_string_view),
    ("name", kith_string_view),
    ("region", kith_string_view),
    ("credit_code", kith_string_view),
    ("phone", kith_string_view),
    ("parent", kith_string_view),
    ("owner", kith_string_view),
]


class kith_funnel_options(Sized):
    pass


kith_funnel_options._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("has_period", ctypes.c_int32),
    ("period_first", ctypes.c_int32),
    ("period_last", ctypes.c_int32),
    ("by_owner", ctypes.c_int32),
    ("reserved", ctypes.c_int32),
    ("pipeline", kith_string_view),
]


class kith_rates_options(Sized):
    pass


kith_rates_options._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("has_period", ctypes.c_int32),
    ("period_first", ctypes.c_int32),
    ("period_last", ctypes.c_int32),
    ("by_owner", ctypes.c_int32),
    ("churn_days", ctypes.c_int32),
]


class kith_subject_options(Sized):
    pass


kith_subject_options._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("reserved", ctypes.c_int32),
    ("customer", kith_string_view),
    ("contact", kith_string_view),
]


class kith_retention_options(Sized):
    pass


kith_retention_options._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("months", ctypes.c_int32),
    ("limit", ctypes.c_int64),
    ("stage", kith_string_view),
    ("kind", kith_string_view),
]


class kith_case_options(Sized):
    pass


kith_case_options._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("open_only", ctypes.c_int32),
    ("limit", ctypes.c_int64),
    ("owner", kith_string_view),
    ("customer", kith_string_view),
]


class kith_at_risk_options(Sized):
    pass


kith_at_risk_options._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("reserved", ctypes.c_int32),
    ("limit", ctypes.c_int64),
    ("owner", kith_string_view),
]


class kith_moved_options(Sized):
    pass


kith_moved_options._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("reserved", ctypes.c_int32),
    ("known_at", ctypes.c_int64),
    ("limit", ctypes.c_int64),
    ("owner", kith_string_view),
]


class kith_import_options(Sized):
    pass


kith_import_options._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("dry_run", ctypes.c_int32),
    ("all_or_nothing", ctypes.c_int32),
    ("sheet", ctypes.c_int32),
    ("now", ctypes.c_int64),
    ("mapping_from", ctypes.POINTER(kith_string_view)),
    ("mapping_to", ctypes.POINTER(kith_string_view)),
    ("mapping_count", ctypes.c_int64),
    ("salt", ctypes.c_uint8 * 16),
    ("date_order", ctypes.c_int32),
    ("create_customers", ctypes.c_int32),
    ("actor", kith_string_view),
]


class kith_review_options(Sized):
    pass


kith_review_options._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("has_period", ctypes.c_int32),
    ("period_first", ctypes.c_int32),
    ("period_last", ctypes.c_int32),
    ("language", ctypes.c_int32),
    ("reserved", ctypes.c_int32),
]


class kith_card_options(Sized):
    pass


kith_card_options._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("language", ctypes.c_int32),
]


class kith_feed_options(Sized):
    pass


kith_feed_options._fields_ = [
    ("struct_size", ctypes.c_int32),
    ("language", ctypes.c_int32),
    ("no_milestones", ctypes.c_int32),
    ("reserved", ctypes.c_int32),
    ("stamp", ctypes.c_int64),
    ("owner", kith_string_view),
]

# name: (result, arguments)
FUNCTIONS = {
    "kith_version": (
        kith_string_view,
        [
        ],
    ),
    "kith_abi_version": (
        ctypes.c_int32,
        [
        ],
    ),
    "kith_status_name": (
        kith_string_view,
        [
            ctypes.c_int32,
        ],
    ),
    "kith_reason_name": (
        kith_string_view,
        [
            ctypes.c_int32,
        ],
    ),
    "kith_error_status": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
        ],
    ),
    "kith_error_reason": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
        ],
    ),
    "kith_error_message": (
        kith_string_view,
        [
            ctypes.c_void_p,
        ],
    ),
    "kith_error_field": (
        kith_string_view,
        [
            ctypes.c_void_p,
        ],
    ),
    "kith_error_row": (
        ctypes.c_int64,
        [
            ctypes.c_void_p,
        ],
    ),
    "kith_error_detail_count": (
        ctypes.c_int64,
        [
            ctypes.c_void_p,
        ],
    ),
    "kith_error_detail": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_int64,
            ctypes.POINTER(kith_string_view),
            ctypes.POINTER(kith_string_view),
        ],
    ),
    "kith_error_free": (
        None,
        [
            ctypes.c_void_p,
        ],
    ),
    "kith_buffer_free": (
        None,
        [
            ctypes.POINTER(kith_buffer),
        ],
    ),
    "kith_document_parse": (
        ctypes.c_int32,
        [
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_document_default": (
        ctypes.c_int32,
        [
            ctypes.c_int32,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_document_check": (
        ctypes.c_int32,
        [
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_document_json": (
        kith_string_view,
        [
            ctypes.c_void_p,
        ],
    ),
    "kith_document_kind": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
        ],
    ),
    "kith_document_id": (
        kith_string_view,
        [
            ctypes.c_void_p,
        ],
    ),
    "kith_document_hash": (
        kith_string_view,
        [
            ctypes.c_void_p,
        ],
    ),
    "kith_document_free": (
        None,
        [
            ctypes.c_void_p,
        ],
    ),
    "kith_calendar_create": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_calendar_free": (
        None,
        [
            ctypes.c_void_p,
        ],
    ),
    "kith_calendar_add": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_int32),
            ctypes.POINTER(ctypes.c_int32),
            ctypes.c_int64,
            ctypes.POINTER(ctypes.c_int32),
            ctypes.POINTER(ctypes.c_uint8),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_calendar_count": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_int32),
            ctypes.POINTER(ctypes.c_int32),
            ctypes.c_int64,
            ctypes.POINTER(ctypes.c_int32),
            ctypes.POINTER(ctypes.c_uint8),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_calendar_due_lists": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_int32),
            ctypes.POINTER(ctypes.c_int32),
            ctypes.POINTER(ctypes.c_int32),
            ctypes.POINTER(ctypes.c_int32),
            ctypes.c_int64,
            ctypes.c_int32,
            ctypes.c_int32,
            ctypes.c_int32,
            ctypes.POINTER(ctypes.c_int64),
            ctypes.POINTER(ctypes.c_int32),
            ctypes.POINTER(ctypes.c_int32),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_calendar_days": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_int32,
            ctypes.c_int32,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_calendar_import_pack": (
        ctypes.c_int32,
        [
            ctypes.c_int32,
            ctypes.POINTER(kith_string_view),
            ctypes.c_int64,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_clock_create": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_clock_free": (
        None,
        [
            ctypes.c_void_p,
        ],
    ),
    "kith_clock_elapsed": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_int64),
            ctypes.POINTER(ctypes.c_int64),
            ctypes.c_int64,
            ctypes.POINTER(ctypes.c_int64),
            ctypes.POINTER(ctypes.c_uint8),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_clock_target": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_int64,
            ctypes.c_int64,
            ctypes.POINTER(ctypes.c_int64),
            ctypes.POINTER(ctypes.c_int64),
            ctypes.c_int64,
            ctypes.c_int64,
            ctypes.POINTER(kith_target),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_plan_days": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.c_int32,
            ctypes.POINTER(kith_plan_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_table_from_arrow": (
        ctypes.c_int32,
        [
            ctypes.POINTER(ArrowSchema),
            ctypes.POINTER(ArrowArray),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_table_to_arrow": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(ArrowSchema),
            ctypes.POINTER(ArrowArray),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_table_shape": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_int64),
            ctypes.POINTER(ctypes.c_int32),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_table_name": (
        kith_string_view,
        [
            ctypes.c_void_p,
        ],
    ),
    "kith_table_column": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.POINTER(kith_column),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_table_column_info": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_int32,
            ctypes.POINTER(kith_column_info),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_table_to_csv": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_csv_options),
            ctypes.POINTER(kith_buffer),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_table_concat": (
        ctypes.c_int32,
        [
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.c_int64,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_table_free": (
        None,
        [
            ctypes.c_void_p,
        ],
    ),
    "kith_batch_create": (
        ctypes.c_int32,
        [
            ctypes.POINTER(kith_batch_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_batch_free": (
        None,
        [
            ctypes.c_void_p,
        ],
    ),
    "kith_batch_add_table": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_int32,
            ctypes.c_void_p,
            ctypes.c_int64,
            ctypes.POINTER(ctypes.c_int64),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_batch_adopt": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.c_int32,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.c_int64,
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_batch_add_touch": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_touch),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_batch_add_campaign": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_touch),
            ctypes.POINTER(kith_string_view),
            ctypes.c_int64,
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_batch_retract_campaign": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.POINTER(kith_string_view),
            ctypes.c_int64,
            ctypes.c_int32,
            ctypes.c_int64,
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_batch_add_stage": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_stage),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_batch_add_json": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.c_int64,
            ctypes.POINTER(ctypes.c_int64),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_batch_add_words": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_batch_facts": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_batch_words": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_batch_size": (
        ctypes.c_int64,
        [
            ctypes.c_void_p,
        ],
    ),
    "kith_batch_append": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_book_open": (
        ctypes.c_int32,
        [
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.POINTER(kith_book_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_book_close": (
        None,
        [
            ctypes.c_void_p,
        ],
    ),
    "kith_book_record": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.c_int64,
            ctypes.POINTER(kith_record_options),
            ctypes.POINTER(kith_record_result),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_book_info": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_book_summary),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_book_check": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_book_rebuild": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            kith_progress,
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_int64),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_book_catch_up": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_int64,
            ctypes.POINTER(ctypes.c_int64),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_book_backup": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_book_erase": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_int64,
            ctypes.POINTER(kith_erase_options),
            ctypes.POINTER(kith_erase_result),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_book_backups": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_book_record_audit": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_audit_record),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_book_audit": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_audit_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_book_watermark": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.POINTER(ctypes.c_int64),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_open": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_view_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_open_over_batch": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_settings),
            ctypes.POINTER(kith_view_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_as_of": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_int32),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_close": (
        None,
        [
            ctypes.c_void_p,
        ],
    ),
    "kith_rules_create": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_settings),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_rules_fingerprint": (
        kith_string_view,
        [
            ctypes.c_void_p,
        ],
    ),
    "kith_rules_free": (
        None,
        [
            ctypes.c_void_p,
        ],
    ),
    "kith_state_build": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_state_fold": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_state_from_bytes": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_uint8),
            ctypes.c_int64,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_state_to_bytes": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_buffer),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_state_info": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_state_summary),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_state_free": (
        None,
        [
            ctypes.c_void_p,
        ],
    ),
    "kith_view_open_over_states": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.c_int64,
            ctypes.c_void_p,
            ctypes.POINTER(kith_view_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_customers": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_list_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_due": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_due_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_overdue": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_overdue_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_day_plan": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.POINTER(kith_day_plan_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_feasibility": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.POINTER(kith_feasibility_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_simulate": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.POINTER(kith_simulate_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_tiers": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_list_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_milestones": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_milestone_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_funnel": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_funnel_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_rates": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_rates_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_history": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.POINTER(kith_list_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_field_history": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.POINTER(kith_list_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_contacts": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_contact_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_completeness": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_completeness_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_subject_export": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_subject_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_retention": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_retention_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_promises_kept": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_list_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_review_tiers": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.c_int32,
            ctypes.c_int64,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_promise_record": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_promise_record_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_entry_delay": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_entry_delay_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_pool": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_pool_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_duplicates": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_duplicate_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_duplicate_pairs": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_list_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_release_pool": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.c_int64,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_assign": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.c_int64,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_hand_over": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.c_int64,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_spread": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.c_int64,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_claim": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.POINTER(kith_string_view),
            ctypes.c_int64,
            ctypes.c_int64,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_merge": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.c_int64,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_unmerge": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.c_int64,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_cases": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_case_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_at_risk": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_at_risk_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_view_moved": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_moved_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_batch_import": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_uint8),
            ctypes.c_int64,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.POINTER(kith_import_options),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_book_import": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_uint8),
            ctypes.c_int64,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.POINTER(kith_import_options),
            ctypes.POINTER(kith_record_result),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_review_html": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_review_options),
            ctypes.POINTER(kith_buffer),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_card_html": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.POINTER(kith_card_options),
            ctypes.POINTER(kith_buffer),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_hand_over_html": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_char_p,
            ctypes.c_int64,
            ctypes.POINTER(kith_card_options),
            ctypes.POINTER(kith_buffer),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "kith_feed_ical": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(kith_feed_options),
            ctypes.POINTER(kith_buffer),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
}


class Library:
    """The functions of a loaded library, each bound when it is first used."""

    def __init__(self, library):
        self._library = library

    def __getattr__(self, name):
        if name not in FUNCTIONS:
            raise AttributeError(name)
        function = getattr(self._library, name)
        function.restype, function.argtypes = FUNCTIONS[name]
        self.__dict__[name] = function
        return function
