"""The C interface of Kith for ctypes: constants, structs, functions.

Written by tools/gen_capi.py from kith.h; do not edit.
"""
import ctypes
from typing import Any as _Any

class Sized(ctypes.Structure):
    struct_size: int
    def __init__(self, **members: _Any) -> None: ...

KITH_VERSION_MAJOR: int
KITH_VERSION_MINOR: int
KITH_VERSION_PATCH: int
KITH_ABI_VERSION: int
KITH_OK: int
KITH_CANCELLED: int
KITH_INVALID_ARGUMENT: int
KITH_NOT_FOUND: int
KITH_ALREADY_EXISTS: int
KITH_FAILED_PRECONDITION: int
KITH_ABORTED: int
KITH_OUT_OF_RANGE: int
KITH_RESOURCE_EXHAUSTED: int
KITH_UNIMPLEMENTED: int
KITH_INTERNAL: int
KITH_UNAVAILABLE: int
KITH_DATA_LOSS: int
KITH_PERMISSION_DENIED: int
KITH_REASON_NONE: int
KITH_REASON_NULL_ARGUMENT: int
KITH_REASON_BAD_UTF8: int
KITH_REASON_BAD_STRUCT_SIZE: int
KITH_REASON_DATE_OUT_OF_RANGE: int
KITH_REASON_BAD_DATE: int
KITH_REASON_BAD_NUMBER: int
KITH_REASON_BAD_MONEY: int
KITH_REASON_OVERFLOW: int
KITH_REASON_UNKNOWN_NAME: int
KITH_REASON_UNKNOWN_COLUMN: int
KITH_REASON_WRONG_TYPE: int
KITH_REASON_MISSING_VALUE: int
KITH_REASON_BAD_SYNTAX: int
KITH_REASON_TOO_DEEP: int
KITH_REASON_TOO_LARGE: int
KITH_REASON_DUPLICATE: int
KITH_REASON_CONFLICT: int
KITH_REASON_BAD_CHECKSUM: int
KITH_REASON_NEWER_VERSION: int
KITH_REASON_TRUNCATED: int
KITH_REASON_NOT_A_BOOK: int
KITH_REASON_DAMAGED_BOOK: int
KITH_REASON_READ_ONLY: int
KITH_REASON_BUSY: int
KITH_REASON_IO: int
KITH_REASON_DISK_FULL: int
KITH_REASON_NO_MEMORY: int
KITH_REASON_NO_WORKING_DAY: int
KITH_REASON_NOT_COVERED: int
KITH_REASON_BOTH_WAYS: int
KITH_REASON_NO_RECORDED: int
KITH_REASON_NOT_ADOPTED: int
KITH_REASON_CALLBACK: int
KITH_REASON_FORKED: int
KITH_REASON_BAD_ENCODING: int
KITH_REASON_UNKNOWN_KIND: int
KITH_REASON_AMBIGUOUS: int
KITH_REASON_BAD_ORDER: int
KITH_REASON_WRONG_THREAD: int
KITH_REASON_BAD_DOCUMENT: int
KITH_REASON_MISSING_PART: int
KITH_REASON_NEEDS_HISTORY: int
KITH_REASON_OTHER_RULES: int
KITH_REASON_NOT_ALLOWED: int
KITH_REASON_LEGAL_HOLD: int
KITH_REASON_UNDO_CROSSES_ERASURE: int
KITH_LANGUAGE_CHINESE: int
KITH_LANGUAGE_ENGLISH: int
KITH_DOCUMENT_CALENDAR: int
KITH_DOCUMENT_TIER: int
KITH_DOCUMENT_CADENCE: int
KITH_DOCUMENT_PIPELINE: int
KITH_DOCUMENT_POOL: int
KITH_DOCUMENT_ACCESS: int
KITH_DOCUMENT_ENTRY: int
KITH_FACT_CUSTOMER: int
KITH_FACT_CUSTOM: int
KITH_FACT_CONTACT: int
KITH_FACT_CONSENT: int
KITH_FACT_OWNER: int
KITH_FACT_TAG: int
KITH_FACT_TIER: int
KITH_FACT_FIRST_DUE: int
KITH_FACT_TOUCH: int
KITH_FACT_STEP: int
KITH_FACT_SNOOZE: int
KITH_FACT_STEP_CLOSED: int
KITH_FACT_DEAL: int
KITH_FACT_STAGE: int
KITH_FACT_DEAL_EVENT: int
KITH_FACT_ORDER: int
KITH_FACT_ORDER_RETURN: int
KITH_FACT_RECEIPT: int
KITH_FACT_WIN_BACK: int
KITH_FACT_HOLD: int
KITH_FACT_ERASE: int
KITH_FACT_TEAM: int
KITH_FACT_PERSON: int
KITH_FACT_ABSENCE: int
KITH_FACT_MERGE: int
KITH_FACT_ADOPT: int
KITH_FACT_RUN: int
KITH_FACT_RETRACT: int
KITH_CHANNEL_UNKNOWN: int
KITH_CHANNEL_PHONE: int
KITH_CHANNEL_VISIT: int
KITH_CHANNEL_VIDEO: int
KITH_CHANNEL_MESSAGE: int
KITH_CHANNEL_MAIL: int
KITH_CHANNEL_PUSH: int
KITH_LEVEL_ORDINARY: int
KITH_LEVEL_EXECUTIVE: int
KITH_OUTCOME_ANSWERED: int
KITH_OUTCOME_NO_REPLY: int
KITH_OUTCOME_DELIVERED: int
KITH_DEAL_OPEN: int
KITH_DEAL_WON: int
KITH_DEAL_LOST: int
KITH_DEAL_VOID: int
KITH_COLUMN_INT32: int
KITH_COLUMN_INT64: int
KITH_COLUMN_FLOAT64: int
KITH_COLUMN_TEXT: int
KITH_COLUMN_DATE: int
KITH_COLUMN_INSTANT: int
KITH_HEADINGS_NAMES: int
KITH_HEADINGS_CHINESE: int
KITH_HEADINGS_ENGLISH: int
KITH_DURABILITY_FULL: int
KITH_DURABILITY_NORMAL: int
KITH_DURABILITY_BULK: int
KITH_PACK_DETECT: int
KITH_PACK_CHINESE_DAYS: int
KITH_PACK_HOLIDAY_CALENDAR: int
KITH_PACK_HOLIDAY_CN: int
KITH_PACK_ICAL: int
KITH_PACK_CSV: int
KITH_SHEET_DETECT: int
KITH_SHEET_CUSTOMERS: int
KITH_SHEET_FOLLOW_UPS: int
KITH_SHEET_INTERACTIONS: int
KITH_SHEET_DEALS: int
KITH_SHEET_STAGES: int
KITH_SHEET_ORDERS: int
KITH_SHEET_RECEIPTS: int
KITH_SHEET_PEOPLE: int
KITH_DATES_YMD: int
KITH_DATES_MDY: int
KITH_DATES_DMY: int
KITH_OBJECTIVE_KEEP_WITH_CAP: int
KITH_OBJECTIVE_KEEP: int
KITH_OBJECTIVE_SHARE: int
KITH_PLACEMENT_LATEST: int
KITH_PLACEMENT_LEVEL: int
ARROW_FLAG_DICTIONARY_ORDERED: int
ARROW_FLAG_NULLABLE: int
ARROW_FLAG_MAP_KEYS_SORTED: int
KITH_ERASE_FINISHED: int
KITH_ERASE_HELD: int
KITH_ERASE_FAILED: int
KITH_ERASE_DEFERRED: int
KITH_EVERY_WHOLE: int
KITH_EVERY_WEEK: int
KITH_EVERY_MONTH: int
KITH_EVERY_QUARTER: int
KITH_EVERY_YEAR: int

kith_progress: _Any

kith_audit: _Any

class kith_string_view(ctypes.Structure):
    data: int | None
    size: int

class kith_buffer(ctypes.Structure):
    data: _Any
    size: int
    owner: int | None

class kith_target(Sized):
    percent: int
    used_minutes: int
    deadline: int
    has_deadline: int
    breached: int
    provisional: int
    reserved: int

class kith_plan_options(Sized):
    objective: int
    cap_times: int
    placement: int
    no_fixes: int
    reserved: int

class ArrowSchema(ctypes.Structure):
    format: int | None
    name: int | None
    metadata: int | None
    flags: int
    n_children: int
    children: _Any
    dictionary: _Any
    release: _Any
    private_data: int | None

class ArrowArray(ctypes.Structure):
    length: int
    null_count: int
    offset: int
    n_buffers: int
    n_children: int
    buffers: _Any
    children: _Any
    dictionary: _Any
    release: _Any
    private_data: int | None

class kith_column(Sized):
    type: int
    length: int
    null_count: int
    validity: _Any
    data: int | None
    offsets: _Any

class kith_column_info(Sized):
    type: int
    name: kith_string_view
    heading_zh: kith_string_view
    heading_en: kith_string_view
    meaning: kith_string_view

class kith_csv_options(Sized):
    headings: int
    bom: int
    crlf: int
    raw_formulas: int
    reserved: int

class kith_batch_options(Sized):
    has_zone: int
    zone_minutes: int
    reserved: int

class kith_touch(Sized):
    day: int
    at: int
    recorded: int
    has_at: int
    revision: int
    channel: int
    level: int
    outcome: int
    opening: int
    campaign: int
    reserved: int
    customer: kith_string_view
    source: kith_string_view
    key: kith_string_view
    author: kith_string_view
    purpose: kith_string_view
    actor: kith_string_view
    contact: kith_string_view
    content: kith_string_view
    feedback: kith_string_view

class kith_stage(Sized):
    day: int
    at: int
    recorded: int
    has_at: int
    revision: int
    end: int
    reserved: int
    customer: kith_string_view
    source: kith_string_view
    key: kith_string_view
    author: kith_string_view
    deal: kith_string_view
    stage: kith_string_view
    reason: kith_string_view

class kith_book_options(Sized):
    create: int
    read_only: int
    durability: int
    busy_ms: int
    has_zone: int
    zone_minutes: int
    has_start: int
    start_day: int
    reserved: int
    salt: _Any

class kith_record_options(Sized):
    dry_run: int
    skip_refused: int
    defer: int
    source: kith_string_view
    position: int
    progress: _Any
    user_data: int | None
    actor: kith_string_view

class kith_record_result(Sized):
    reserved: int
    created: int
    unchanged: int
    replaced: int
    conflicts: int
    refused: int
    states_written: int
    rows_written: int
    pages_written: int

class kith_book_summary(Sized):
    zone_minutes: int
    has_start: int
    start_day: int
    facts: int
    customers: int
    last_recorded: int
    salt: _Any
    behind: int

class kith_erase_options(Sized):
    dry_run: int
    backups: int
    defer: int
    customer: kith_string_view
    contact: kith_string_view
    source: kith_string_view
    key: kith_string_view
    reason: kith_string_view
    author: kith_string_view
    actor: kith_string_view

class kith_erase_result(Sized):
    file: int
    customers: int
    texts: int
    backups_erased: int
    backups_left: int

class kith_audit_record(Sized):
    reserved: int
    at: int
    rows: int
    question: kith_string_view
    actor: kith_string_view
    customer: kith_string_view
    contact: kith_string_view

class kith_audit_options(Sized):
    has_since: int
    since: int
    limit: int
    actor: kith_string_view
    customer: kith_string_view

class kith_settings(Sized):
    has_zone: int
    zone_minutes: int
    has_start: int
    start_day: int
    reserved: int

class kith_view_options(Sized):
    has_as_of: int
    as_of: int
    has_known_at: int
    known_at: int
    actor: kith_string_view
    audited: int
    reserved: int
    audited_at: int
    audit: _Any
    user_data: int | None

class kith_state_summary(Sized):
    has_listed: int
    listed_from: int
    shared: int
    last_day: int
    reserved: int
    facts: int
    customer: kith_string_view
    owner: kith_string_view
    tier: kith_string_view

class kith_list_options(Sized):
    reserved: int
    limit: int

class kith_due_options(Sized):
    hide_kept: int
    limit: int
    owner: kith_string_view
    customer: kith_string_view
    with_snoozed: int
    with_context: int

class kith_overdue_options(Sized):
    reserved: int
    limit: int
    owner: kith_string_view

class kith_day_plan_options(Sized):
    days: int
    horizon: int
    objective: int
    cap_times: int
    placement: int
    no_fixes: int
    reserved: int
    limit: int

class kith_feasibility_options(Sized):
    has_period: int
    period_first: int
    period_last: int
    campaigns: int
    reserved: int
    limit: int
    person: kith_string_view
    team: kith_string_view

class kith_simulate_options(Sized):
    days: int
    horizon: int
    objective: int
    cap_times: int
    reserved: int

class kith_promise_record_options(Sized):
    has_period: int
    period_first: int
    period_last: int
    every: int
    by_owner: int
    by_tier: int
    by_stream: int

class kith_entry_delay_options(Sized):
    has_period: int
    period_first: int
    period_last: int
    by_author: int
    reserved: int

class kith_milestone_options(Sized):
    with_closed: int
    limit: int
    owner: kith_string_view

class kith_pool_options(Sized):
    pool_only: int
    limit: int
    owner: kith_string_view

class kith_contact_options(Sized):
    reserved: int
    limit: int
    customer: kith_string_view
    contact: kith_string_view

class kith_completeness_options(Sized):
    record_days: int
    incomplete_only: int
    reserved: int
    limit: int
    owner: kith_string_view
    customer: kith_string_view

class kith_duplicate_options(Sized):
    person: int
    limit: int
    customer: kith_string_view
    name: kith_string_view
    region: kith_string_view
    credit_code: kith_string_view
    phone: kith_string_view
    parent: kith_string_view
    owner: kith_string_view

class kith_funnel_options(Sized):
    has_period: int
    period_first: int
    period_last: int
    by_owner: int
    reserved: int
    pipeline: kith_string_view

class kith_rates_options(Sized):
    has_period: int
    period_first: int
    period_last: int
    by_owner: int
    churn_days: int

class kith_subject_options(Sized):
    reserved: int
    customer: kith_string_view
    contact: kith_string_view

class kith_retention_options(Sized):
    months: int
    limit: int
    stage: kith_string_view
    kind: kith_string_view

class kith_case_options(Sized):
    open_only: int
    limit: int
    owner: kith_string_view
    customer: kith_string_view

class kith_at_risk_options(Sized):
    reserved: int
    limit: int
    owner: kith_string_view

class kith_moved_options(Sized):
    reserved: int
    known_at: int
    limit: int
    owner: kith_string_view

class kith_import_options(Sized):
    dry_run: int
    all_or_nothing: int
    sheet: int
    now: int
    mapping_from: _Any
    mapping_to: _Any
    mapping_count: int
    salt: _Any
    date_order: int
    create_customers: int
    actor: kith_string_view

class kith_review_options(Sized):
    has_period: int
    period_first: int
    period_last: int
    language: int
    reserved: int

class kith_card_options(Sized):
    language: int

class kith_feed_options(Sized):
    language: int
    no_milestones: int
    reserved: int
    stamp: int
    owner: kith_string_view

FUNCTIONS: dict[str, tuple[_Any, list[_Any]]]

class Library:
    def __init__(self, library: ctypes.CDLL) -> None: ...
    def kith_version(self) -> kith_string_view: ...
    def kith_abi_version(self) -> int: ...
    def kith_status_name(self, status_: int, /) -> kith_string_view: ...
    def kith_reason_name(self, reason_: int, /) -> kith_string_view: ...
    def kith_error_status(self, error_: _Any, /) -> int: ...
    def kith_error_reason(self, error_: _Any, /) -> int: ...
    def kith_error_message(self, error_: _Any, /) -> kith_string_view: ...
    def kith_error_field(self, error_: _Any, /) -> kith_string_view: ...
    def kith_error_row(self, error_: _Any, /) -> int: ...
    def kith_error_detail_count(self, error_: _Any, /) -> int: ...
    def kith_error_detail(self, error_: _Any, index_: int, key_: _Any, value_: _Any, /) -> int: ...
    def kith_error_free(self, error_: _Any, /) -> None: ...
    def kith_buffer_free(self, buffer_: _Any, /) -> None: ...
    def kith_document_parse(self, json_: bytes | None, json_size_: int, document_: _Any, error_: _Any, /) -> int: ...
    def kith_document_default(self, kind_: int, document_: _Any, error_: _Any, /) -> int: ...
    def kith_document_check(self, json_: bytes | None, json_size_: int, errors_: _Any, error_: _Any, /) -> int: ...
    def kith_document_json(self, document_: _Any, /) -> kith_string_view: ...
    def kith_document_kind(self, document_: _Any, /) -> int: ...
    def kith_document_id(self, document_: _Any, /) -> kith_string_view: ...
    def kith_document_hash(self, document_: _Any, /) -> kith_string_view: ...
    def kith_document_free(self, document_: _Any, /) -> None: ...
    def kith_calendar_create(self, document_: _Any, calendar_: _Any, error_: _Any, /) -> int: ...
    def kith_calendar_free(self, calendar_: _Any, /) -> None: ...
    def kith_calendar_add(self, calendar_: _Any, days_: _Any, n_: _Any, count_: int, out_days_: _Any, out_provisional_: _Any, error_: _Any, /) -> int: ...
    def kith_calendar_count(self, calendar_: _Any, from_: _Any, to_: _Any, count_: int, out_count_: _Any, out_provisional_: _Any, error_: _Any, /) -> int: ...
    def kith_calendar_due_lists(self, calendar_: _Any, last_days_: _Any, gaps_: _Any, owners_: _Any, points_: _Any, count_: int, owner_count_: int, as_of_: int, limit_: int, out_rows_: _Any, out_due_: _Any, out_sizes_: _Any, error_: _Any, /) -> int: ...
    def kith_calendar_days(self, calendar_: _Any, first_: int, last_: int, table_: _Any, error_: _Any, /) -> int: ...
    def kith_calendar_import_pack(self, shape_: int, files_: _Any, file_count_: int, id_: bytes | None, id_size_: int, source_: bytes | None, source_size_: int, version_: bytes | None, version_size_: int, document_: _Any, warnings_: _Any, error_: _Any, /) -> int: ...
    def kith_clock_create(self, calendar_: _Any, json_: bytes | None, json_size_: int, clock_: _Any, error_: _Any, /) -> int: ...
    def kith_clock_free(self, clock_: _Any, /) -> None: ...
    def kith_clock_elapsed(self, clock_: _Any, from_: _Any, to_: _Any, count_: int, out_minutes_: _Any, out_provisional_: _Any, error_: _Any, /) -> int: ...
    def kith_clock_target(self, clock_: _Any, start_: int, minutes_: int, paused_: _Any, resumed_: _Any, count_: int, now_: int, target_: _Any, error_: _Any, /) -> int: ...
    def kith_plan_days(self, jobs_: _Any, slots_: _Any, caps_: _Any, calendar_: _Any, today_: int, options_: _Any, plan_: _Any, places_: _Any, error_: _Any, /) -> int: ...
    def kith_table_from_arrow(self, schema_: _Any, array_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_table_to_arrow(self, table_: _Any, schema_: _Any, array_: _Any, error_: _Any, /) -> int: ...
    def kith_table_shape(self, table_: _Any, rows_: _Any, columns_: _Any, error_: _Any, /) -> int: ...
    def kith_table_name(self, table_: _Any, /) -> kith_string_view: ...
    def kith_table_column(self, table_: _Any, name_: bytes | None, name_size_: int, column_: _Any, error_: _Any, /) -> int: ...
    def kith_table_column_info(self, table_: _Any, index_: int, info_: _Any, error_: _Any, /) -> int: ...
    def kith_table_to_csv(self, table_: _Any, options_: _Any, csv_: _Any, error_: _Any, /) -> int: ...
    def kith_table_concat(self, tables_: _Any, count_: int, table_: _Any, error_: _Any, /) -> int: ...
    def kith_table_free(self, table_: _Any, /) -> None: ...
    def kith_batch_create(self, options_: _Any, batch_: _Any, error_: _Any, /) -> int: ...
    def kith_batch_free(self, batch_: _Any, /) -> None: ...
    def kith_batch_add_table(self, batch_: _Any, fact_kind_: int, table_: _Any, recorded_: int, added_: _Any, error_: _Any, /) -> int: ...
    def kith_batch_adopt(self, batch_: _Any, document_: _Any, effective_day_: int, source_: bytes | None, source_size_: int, key_: bytes | None, key_size_: int, recorded_: int, error_: _Any, /) -> int: ...
    def kith_batch_add_touch(self, batch_: _Any, touch_: _Any, error_: _Any, /) -> int: ...
    def kith_batch_add_campaign(self, batch_: _Any, touch_: _Any, customers_: _Any, count_: int, error_: _Any, /) -> int: ...
    def kith_batch_retract_campaign(self, batch_: _Any, source_: bytes | None, source_size_: int, key_: bytes | None, key_size_: int, customers_: _Any, count_: int, day_: int, recorded_: int, error_: _Any, /) -> int: ...
    def kith_batch_add_stage(self, batch_: _Any, stage_: _Any, error_: _Any, /) -> int: ...
    def kith_batch_add_json(self, batch_: _Any, json_: bytes | None, json_size_: int, recorded_: int, added_: _Any, error_: _Any, /) -> int: ...
    def kith_batch_add_words(self, batch_: _Any, reference_: bytes | None, reference_size_: int, words_: bytes | None, words_size_: int, error_: _Any, /) -> int: ...
    def kith_batch_facts(self, batch_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_batch_words(self, batch_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_batch_size(self, batch_: _Any, /) -> int: ...
    def kith_batch_append(self, batch_: _Any, other_: _Any, error_: _Any, /) -> int: ...
    def kith_book_open(self, path_: bytes | None, path_size_: int, options_: _Any, book_: _Any, error_: _Any, /) -> int: ...
    def kith_book_close(self, book_: _Any, /) -> None: ...
    def kith_book_record(self, book_: _Any, batch_: _Any, now_: int, options_: _Any, result_: _Any, report_: _Any, error_: _Any, /) -> int: ...
    def kith_book_info(self, book_: _Any, summary_: _Any, error_: _Any, /) -> int: ...
    def kith_book_check(self, book_: _Any, error_: _Any, /) -> int: ...
    def kith_book_rebuild(self, book_: _Any, progress_: _Any, user_data_: _Any, differed_: _Any, error_: _Any, /) -> int: ...
    def kith_book_catch_up(self, book_: _Any, customers_: int, left_: _Any, error_: _Any, /) -> int: ...
    def kith_book_backup(self, book_: _Any, path_: bytes | None, path_size_: int, error_: _Any, /) -> int: ...
    def kith_book_erase(self, book_: _Any, now_: int, options_: _Any, result_: _Any, error_: _Any, /) -> int: ...
    def kith_book_backups(self, book_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_book_record_audit(self, book_: _Any, record_: _Any, error_: _Any, /) -> int: ...
    def kith_book_audit(self, book_: _Any, options_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_book_watermark(self, book_: _Any, source_: bytes | None, source_size_: int, position_: _Any, error_: _Any, /) -> int: ...
    def kith_view_open(self, book_: _Any, options_: _Any, view_: _Any, error_: _Any, /) -> int: ...
    def kith_view_open_over_batch(self, batch_: _Any, settings_: _Any, options_: _Any, view_: _Any, error_: _Any, /) -> int: ...
    def kith_view_as_of(self, view_: _Any, day_: _Any, error_: _Any, /) -> int: ...
    def kith_view_close(self, view_: _Any, /) -> None: ...
    def kith_rules_create(self, batch_: _Any, settings_: _Any, rules_: _Any, error_: _Any, /) -> int: ...
    def kith_rules_fingerprint(self, rules_: _Any, /) -> kith_string_view: ...
    def kith_rules_free(self, rules_: _Any, /) -> None: ...
    def kith_state_build(self, rules_: _Any, customer_: bytes | None, customer_size_: int, history_: _Any, state_: _Any, error_: _Any, /) -> int: ...
    def kith_state_fold(self, state_: _Any, facts_: _Any, folded_: _Any, error_: _Any, /) -> int: ...
    def kith_state_from_bytes(self, rules_: _Any, bytes_: _Any, size_: int, state_: _Any, error_: _Any, /) -> int: ...
    def kith_state_to_bytes(self, state_: _Any, bytes_: _Any, error_: _Any, /) -> int: ...
    def kith_state_info(self, state_: _Any, summary_: _Any, error_: _Any, /) -> int: ...
    def kith_state_free(self, state_: _Any, /) -> None: ...
    def kith_view_open_over_states(self, rules_: _Any, states_: _Any, count_: int, words_: _Any, options_: _Any, view_: _Any, error_: _Any, /) -> int: ...
    def kith_view_customers(self, view_: _Any, options_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_view_due(self, view_: _Any, options_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_view_overdue(self, view_: _Any, options_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_view_day_plan(self, view_: _Any, person_: bytes | None, person_size_: int, options_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_view_feasibility(self, view_: _Any, candidate_: _Any, options_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_view_simulate(self, view_: _Any, candidate_: _Any, options_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_view_tiers(self, view_: _Any, options_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_view_milestones(self, view_: _Any, options_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_view_funnel(self, view_: _Any, options_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_view_rates(self, view_: _Any, options_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_view_history(self, view_: _Any, customer_: bytes | None, customer_size_: int, options_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_view_field_history(self, view_: _Any, customer_: bytes | None, customer_size_: int, field_: bytes | None, field_size_: int, options_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_view_contacts(self, view_: _Any, options_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_view_completeness(self, view_: _Any, options_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_view_subject_export(self, view_: _Any, options_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_view_retention(self, view_: _Any, options_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_view_promises_kept(self, view_: _Any, options_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_view_review_tiers(self, view_: _Any, run_: bytes | None, run_size_: int, effective_: int, recorded_: int, decisions_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_view_promise_record(self, view_: _Any, options_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_view_entry_delay(self, view_: _Any, options_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_view_pool(self, view_: _Any, options_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_view_duplicates(self, view_: _Any, options_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_view_duplicate_pairs(self, view_: _Any, options_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_view_release_pool(self, view_: _Any, run_: bytes | None, run_size_: int, recorded_: int, decisions_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_view_assign(self, view_: _Any, run_: bytes | None, run_size_: int, recorded_: int, decisions_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_view_hand_over(self, view_: _Any, person_: bytes | None, person_size_: int, run_: bytes | None, run_size_: int, recorded_: int, decisions_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_view_spread(self, view_: _Any, run_: bytes | None, run_size_: int, recorded_: int, decisions_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_view_claim(self, view_: _Any, person_: bytes | None, person_size_: int, customers_: _Any, count_: int, recorded_: int, decisions_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_view_merge(self, view_: _Any, kept_: bytes | None, kept_size_: int, merged_: bytes | None, merged_size_: int, reason_: bytes | None, reason_size_: int, recorded_: int, decisions_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_view_unmerge(self, view_: _Any, merged_: bytes | None, merged_size_: int, recorded_: int, decisions_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_view_cases(self, view_: _Any, options_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_view_at_risk(self, view_: _Any, options_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_view_moved(self, view_: _Any, options_: _Any, table_: _Any, error_: _Any, /) -> int: ...
    def kith_batch_import(self, batch_: _Any, bytes_: _Any, size_: int, file_name_: bytes | None, file_name_size_: int, options_: _Any, report_: _Any, error_: _Any, /) -> int: ...
    def kith_book_import(self, book_: _Any, bytes_: _Any, size_: int, file_name_: bytes | None, file_name_size_: int, options_: _Any, result_: _Any, report_: _Any, error_: _Any, /) -> int: ...
    def kith_review_html(self, view_: _Any, options_: _Any, html_: _Any, error_: _Any, /) -> int: ...
    def kith_card_html(self, view_: _Any, customer_: bytes | None, customer_size_: int, options_: _Any, html_: _Any, error_: _Any, /) -> int: ...
    def kith_hand_over_html(self, view_: _Any, person_: bytes | None, person_size_: int, options_: _Any, html_: _Any, error_: _Any, /) -> int: ...
    def kith_feed_ical(self, view_: _Any, options_: _Any, ical_: _Any, error_: _Any, /) -> int: ...
