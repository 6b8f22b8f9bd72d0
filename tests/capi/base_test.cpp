// Versions, names, errors, sizes of structs.
#include <cstddef>
#include <cstring>

#include "kit.hpp"

namespace {

using namespace kit;

TEST(CapiBase, VersionsAndNames) {
  EXPECT_EQ(str(kith_version()), "0.1.0");
  EXPECT_EQ(kith_abi_version(), KITH_ABI_VERSION);
  EXPECT_EQ(str(kith_status_name(KITH_OK)), "ok");
  EXPECT_EQ(str(kith_status_name(KITH_PERMISSION_DENIED)), "permission_denied");
  EXPECT_EQ(str(kith_status_name(-7)), "unknown");
  EXPECT_EQ(str(kith_status_name(1 << 30)), "unknown");
  EXPECT_EQ(str(kith_reason_name(KITH_REASON_MISSING_PART)), "missing_part");
  EXPECT_EQ(str(kith_reason_name(INT32_MIN)), "unknown");
}

TEST(CapiBase, AccessorsOfNothing) {
  EXPECT_EQ(kith_error_status(nullptr), KITH_OK);
  EXPECT_EQ(kith_error_reason(nullptr), KITH_REASON_NONE);
  EXPECT_EQ(kith_error_row(nullptr), -1);
  EXPECT_EQ(kith_error_detail_count(nullptr), 0);
  EXPECT_NE(kith_error_message(nullptr).data, nullptr);
  EXPECT_EQ(kith_error_field(nullptr).size, 0);
  EXPECT_EQ(kith_document_kind(nullptr), 0);
  EXPECT_NE(kith_document_json(nullptr).data, nullptr);
  EXPECT_NE(kith_document_id(nullptr).data, nullptr);
  EXPECT_NE(kith_document_hash(nullptr).data, nullptr);
  EXPECT_NE(kith_table_name(nullptr).data, nullptr);
  EXPECT_EQ(kith_batch_size(nullptr), 0);
  kith_string_view key{nullptr, 7};
  kith_string_view value{nullptr, 7};
  EXPECT_EQ(kith_error_detail(nullptr, 0, &key, &value), KITH_OUT_OF_RANGE);
  EXPECT_EQ(key.size, 0);
  EXPECT_NE(value.data, nullptr);
  EXPECT_EQ(kith_error_detail(nullptr, 0, nullptr, nullptr), KITH_OUT_OF_RANGE);
  kith_error_free(nullptr);
  kith_document_free(nullptr);
  kith_calendar_free(nullptr);
  kith_table_free(nullptr);
  kith_batch_free(nullptr);
  kith_book_close(nullptr);
  kith_view_close(nullptr);
  kith_buffer_free(nullptr);
}

TEST(CapiBase, AnErrorSaysWhatWhyAndWhere) {
  kith_error* error = nullptr;
  kith_document* d = nullptr;
  const char json[] =
      R"({"kind":"calendar","schema":1,"id":"x","weekdays":[1,9],"layers":[]})";
  EXPECT_EQ(kith_document_parse(json, -1, &d, &error), KITH_INVALID_ARGUMENT);
  EXPECT_EQ(d, nullptr);
  const Error owned(error);
  EXPECT_EQ(str(kith_error_field(error)).substr(0, 9), "/weekdays");
  EXPECT_EQ(kith_error_row(error), -1);
  ASSERT_GE(kith_error_detail_count(error), 1);
  std::string keys;
  for (int64_t i = 0; i < kith_error_detail_count(error); ++i) {
    kith_string_view key{};
    kith_string_view value{};
    EXPECT_EQ(kith_error_detail(error, i, &key, &value), KITH_OK);
    keys += str(key) + "=" + str(value) + ";";
  }
  EXPECT_NE(keys.find("errors="), std::string::npos) << keys;
  EXPECT_EQ(kith_error_detail(error, -1, nullptr, nullptr), KITH_OUT_OF_RANGE);
}

TEST(CapiBase, SuccessClearsTheError) {
  auto* stale = reinterpret_cast<kith_error*>(std::uintptr_t{8});
  kith_document* d = nullptr;
  ASSERT_EQ(kith_document_default(KITH_DOCUMENT_TIER, &d, &stale), KITH_OK);
  EXPECT_EQ(stale, nullptr);
  kith_document_free(d);
}

// Part of the ABI of 64-bit machines: these numbers never change, structs only get
// longer.
#define FROZEN(type, member, offset) \
  static_assert(offsetof(type, member) == (offset), #type "." #member)
static_assert(sizeof(kith_string_view) == 16);
static_assert(sizeof(kith_buffer) == 24);
static_assert(sizeof(kith_column) == 48);
FROZEN(kith_column, type, 4);
FROZEN(kith_column, length, 8);
FROZEN(kith_column, null_count, 16);
FROZEN(kith_column, validity, 24);
FROZEN(kith_column, data, 32);
FROZEN(kith_column, offsets, 40);
static_assert(sizeof(kith_column_info) == 72);
FROZEN(kith_column_info, type, 4);
FROZEN(kith_column_info, name, 8);
FROZEN(kith_column_info, heading_zh, 24);
FROZEN(kith_column_info, heading_en, 40);
FROZEN(kith_column_info, meaning, 56);
static_assert(sizeof(kith_csv_options) == 24);
FROZEN(kith_csv_options, headings, 4);
FROZEN(kith_csv_options, bom, 8);
FROZEN(kith_csv_options, crlf, 12);
FROZEN(kith_csv_options, raw_formulas, 16);
static_assert(sizeof(kith_batch_options) == 16);
FROZEN(kith_batch_options, has_zone, 4);
FROZEN(kith_batch_options, zone_minutes, 8);
static_assert(sizeof(kith_touch) == 200);
FROZEN(kith_touch, day, 4);
FROZEN(kith_touch, at, 8);
FROZEN(kith_touch, recorded, 16);
FROZEN(kith_touch, has_at, 24);
FROZEN(kith_touch, revision, 28);
FROZEN(kith_touch, channel, 32);
FROZEN(kith_touch, level, 36);
FROZEN(kith_touch, outcome, 40);
FROZEN(kith_touch, opening, 44);
FROZEN(kith_touch, campaign, 48);
FROZEN(kith_touch, customer, 56);
FROZEN(kith_touch, source, 72);
FROZEN(kith_touch, key, 88);
FROZEN(kith_touch, author, 104);
FROZEN(kith_touch, purpose, 120);
FROZEN(kith_touch, actor, 136);
FROZEN(kith_touch, contact, 152);
FROZEN(kith_touch, content, 168);
FROZEN(kith_touch, feedback, 184);
static_assert(sizeof(kith_stage) == 152);
FROZEN(kith_stage, day, 4);
FROZEN(kith_stage, at, 8);
FROZEN(kith_stage, recorded, 16);
FROZEN(kith_stage, has_at, 24);
FROZEN(kith_stage, revision, 28);
FROZEN(kith_stage, end, 32);
FROZEN(kith_stage, customer, 40);
FROZEN(kith_stage, source, 56);
FROZEN(kith_stage, key, 72);
FROZEN(kith_stage, author, 88);
FROZEN(kith_stage, deal, 104);
FROZEN(kith_stage, stage, 120);
FROZEN(kith_stage, reason, 136);
static_assert(sizeof(kith_book_options) == 56);
FROZEN(kith_book_options, create, 4);
FROZEN(kith_book_options, read_only, 8);
FROZEN(kith_book_options, durability, 12);
FROZEN(kith_book_options, busy_ms, 16);
FROZEN(kith_book_options, has_zone, 20);
FROZEN(kith_book_options, zone_minutes, 24);
FROZEN(kith_book_options, has_start, 28);
FROZEN(kith_book_options, start_day, 32);
FROZEN(kith_book_options, salt, 40);
static_assert(sizeof(kith_record_options) == 72);
FROZEN(kith_record_options, dry_run, 4);
FROZEN(kith_record_options, skip_refused, 8);
FROZEN(kith_record_options, defer, 12);
FROZEN(kith_record_options, source, 16);
FROZEN(kith_record_options, position, 32);
FROZEN(kith_record_options, progress, 40);
FROZEN(kith_record_options, user_data, 48);
FROZEN(kith_record_options, actor, 56);
static_assert(sizeof(kith_record_result) == 72);
FROZEN(kith_record_result, created, 8);
FROZEN(kith_record_result, unchanged, 16);
FROZEN(kith_record_result, replaced, 24);
FROZEN(kith_record_result, conflicts, 32);
FROZEN(kith_record_result, refused, 40);
FROZEN(kith_record_result, states_written, 48);
FROZEN(kith_record_result, rows_written, 56);
FROZEN(kith_record_result, pages_written, 64);
static_assert(sizeof(kith_book_summary) == 64);
FROZEN(kith_book_summary, zone_minutes, 4);
FROZEN(kith_book_summary, has_start, 8);
FROZEN(kith_book_summary, start_day, 12);
FROZEN(kith_book_summary, facts, 16);
FROZEN(kith_book_summary, customers, 24);
FROZEN(kith_book_summary, last_recorded, 32);
FROZEN(kith_book_summary, salt, 40);
FROZEN(kith_book_summary, behind, 56);
static_assert(sizeof(kith_settings) == 24);
FROZEN(kith_settings, has_zone, 4);
FROZEN(kith_settings, zone_minutes, 8);
FROZEN(kith_settings, has_start, 12);
FROZEN(kith_settings, start_day, 16);
static_assert(sizeof(kith_view_options) == 72);
FROZEN(kith_view_options, has_as_of, 4);
FROZEN(kith_view_options, as_of, 8);
FROZEN(kith_view_options, has_known_at, 12);
FROZEN(kith_view_options, known_at, 16);
FROZEN(kith_view_options, actor, 24);
FROZEN(kith_view_options, audited, 40);
FROZEN(kith_view_options, audited_at, 48);
FROZEN(kith_view_options, audit, 56);
FROZEN(kith_view_options, user_data, 64);
static_assert(sizeof(kith_erase_options) == 128);
FROZEN(kith_erase_options, dry_run, 4);
FROZEN(kith_erase_options, backups, 8);
FROZEN(kith_erase_options, defer, 12);
FROZEN(kith_erase_options, customer, 16);
FROZEN(kith_erase_options, contact, 32);
FROZEN(kith_erase_options, source, 48);
FROZEN(kith_erase_options, key, 64);
FROZEN(kith_erase_options, reason, 80);
FROZEN(kith_erase_options, author, 96);
FROZEN(kith_erase_options, actor, 112);
static_assert(sizeof(kith_erase_result) == 40);
FROZEN(kith_erase_result, file, 4);
FROZEN(kith_erase_result, customers, 8);
FROZEN(kith_erase_result, texts, 16);
FROZEN(kith_erase_result, backups_erased, 24);
FROZEN(kith_erase_result, backups_left, 32);
static_assert(sizeof(kith_audit_record) == 88);
FROZEN(kith_audit_record, at, 8);
FROZEN(kith_audit_record, rows, 16);
FROZEN(kith_audit_record, question, 24);
FROZEN(kith_audit_record, contact, 72);
static_assert(sizeof(kith_audit_options) == 56);
FROZEN(kith_audit_options, since, 8);
FROZEN(kith_audit_options, customer, 40);
static_assert(sizeof(kith_subject_options) == 40);
FROZEN(kith_subject_options, contact, 24);
static_assert(sizeof(kith_retention_options) == 48);
FROZEN(kith_retention_options, months, 4);
FROZEN(kith_retention_options, stage, 16);
FROZEN(kith_retention_options, kind, 32);
static_assert(sizeof(kith_list_options) == 16);
FROZEN(kith_list_options, limit, 8);
static_assert(sizeof(kith_overdue_options) == 32);
FROZEN(kith_overdue_options, limit, 8);
FROZEN(kith_overdue_options, owner, 16);
static_assert(sizeof(kith_day_plan_options) == 40);
FROZEN(kith_day_plan_options, days, 4);
FROZEN(kith_day_plan_options, horizon, 8);
FROZEN(kith_day_plan_options, objective, 12);
FROZEN(kith_day_plan_options, cap_times, 16);
FROZEN(kith_day_plan_options, placement, 20);
FROZEN(kith_day_plan_options, no_fixes, 24);
FROZEN(kith_day_plan_options, limit, 32);
static_assert(sizeof(kith_feasibility_options) == 64);
FROZEN(kith_feasibility_options, has_period, 4);
FROZEN(kith_feasibility_options, period_first, 8);
FROZEN(kith_feasibility_options, period_last, 12);
FROZEN(kith_feasibility_options, campaigns, 16);
FROZEN(kith_feasibility_options, limit, 24);
FROZEN(kith_feasibility_options, person, 32);
FROZEN(kith_feasibility_options, team, 48);
static_assert(sizeof(kith_promise_record_options) == 32);
FROZEN(kith_promise_record_options, has_period, 4);
FROZEN(kith_promise_record_options, every, 16);
FROZEN(kith_promise_record_options, by_owner, 20);
FROZEN(kith_promise_record_options, by_tier, 24);
FROZEN(kith_promise_record_options, by_stream, 28);
static_assert(sizeof(kith_entry_delay_options) == 24);
FROZEN(kith_entry_delay_options, has_period, 4);
FROZEN(kith_entry_delay_options, by_author, 16);
static_assert(sizeof(kith_moved_options) == 40);
FROZEN(kith_moved_options, known_at, 8);
FROZEN(kith_moved_options, limit, 16);
FROZEN(kith_moved_options, owner, 24);
static_assert(sizeof(kith_feed_options) == 40);
FROZEN(kith_feed_options, language, 4);
FROZEN(kith_feed_options, no_milestones, 8);
FROZEN(kith_feed_options, stamp, 16);
FROZEN(kith_feed_options, owner, 24);
static_assert(sizeof(kith_target) == 40);
FROZEN(kith_target, percent, 4);
FROZEN(kith_target, used_minutes, 8);
FROZEN(kith_target, deadline, 16);
FROZEN(kith_target, has_deadline, 24);
FROZEN(kith_target, breached, 28);
FROZEN(kith_target, provisional, 32);
static_assert(sizeof(kith_simulate_options) == 24);
FROZEN(kith_simulate_options, days, 4);
FROZEN(kith_simulate_options, horizon, 8);
FROZEN(kith_simulate_options, objective, 12);
FROZEN(kith_simulate_options, cap_times, 16);
static_assert(sizeof(kith_due_options) == 56);
FROZEN(kith_due_options, hide_kept, 4);
FROZEN(kith_due_options, limit, 8);
FROZEN(kith_due_options, owner, 16);
FROZEN(kith_due_options, customer, 32);
FROZEN(kith_due_options, with_snoozed, 48);
FROZEN(kith_due_options, with_context, 52);
static_assert(sizeof(kith_milestone_options) == 32);
FROZEN(kith_milestone_options, with_closed, 4);
FROZEN(kith_milestone_options, limit, 8);
FROZEN(kith_milestone_options, owner, 16);
static_assert(sizeof(kith_funnel_options) == 40);
FROZEN(kith_funnel_options, has_period, 4);
FROZEN(kith_funnel_options, period_first, 8);
FROZEN(kith_funnel_options, period_last, 12);
FROZEN(kith_funnel_options, by_owner, 16);
FROZEN(kith_funnel_options, pipeline, 24);
FROZEN(kith_pool_options, owner, 16);
static_assert(sizeof(kith_duplicate_options) == 128);
FROZEN(kith_duplicate_options, person, 4);
FROZEN(kith_duplicate_options, limit, 8);
FROZEN(kith_duplicate_options, customer, 16);
FROZEN(kith_duplicate_options, name, 32);
FROZEN(kith_duplicate_options, region, 48);
FROZEN(kith_duplicate_options, credit_code, 64);
FROZEN(kith_duplicate_options, phone, 80);
FROZEN(kith_duplicate_options, parent, 96);
FROZEN(kith_duplicate_options, owner, 112);
static_assert(sizeof(kith_rates_options) == 24);
FROZEN(kith_rates_options, has_period, 4);
FROZEN(kith_rates_options, period_first, 8);
FROZEN(kith_rates_options, period_last, 12);
FROZEN(kith_rates_options, by_owner, 16);
FROZEN(kith_rates_options, churn_days, 20);
static_assert(sizeof(kith_import_options) == 88);
FROZEN(kith_import_options, dry_run, 4);
FROZEN(kith_import_options, all_or_nothing, 8);
FROZEN(kith_import_options, sheet, 12);
FROZEN(kith_import_options, now, 16);
FROZEN(kith_import_options, mapping_from, 24);
FROZEN(kith_import_options, mapping_to, 32);
FROZEN(kith_import_options, mapping_count, 40);
FROZEN(kith_import_options, salt, 48);
FROZEN(kith_import_options, date_order, 64);
FROZEN(kith_import_options, create_customers, 68);
FROZEN(kith_import_options, actor, 72);
static_assert(sizeof(kith_review_options) == 24);
FROZEN(kith_review_options, has_period, 4);
FROZEN(kith_review_options, period_first, 8);
FROZEN(kith_review_options, period_last, 12);
FROZEN(kith_review_options, language, 16);

TEST(CapiBase, ShorterStructsAreCompletedByZeros) {
  const Table t = [] {
    const Document china = default_document(KITH_DOCUMENT_CALENDAR);
    kith_calendar* c = nullptr;
    kith_table* days = nullptr;
    KIT_OK(kith_calendar_create(china.get(), &c, error));
    KIT_OK(kith_calendar_days(c, kDay, kDay + 2, &days, error));
    kith_calendar_free(c);
    return Table(days);
  }();
  kith_csv_options o = KITH_CSV_OPTIONS_INIT;
  o.struct_size = 8;
  o.headings = KITH_HEADINGS_CHINESE;
  o.bom = 99;  // beyond what the struct says it holds
  kith_buffer csv{};
  KIT_OK(kith_table_to_csv(t.get(), &o, &csv, error));
  kith_buffer_free(&csv);

  struct {
    kith_column column;
    int64_t tail[2];
  } longer{};
  longer.column.struct_size = sizeof longer;
  longer.tail[0] = 5;
  KIT_OK(kith_table_column(t.get(), "date", -1, &longer.column, error));
  EXPECT_EQ(longer.column.length, 3);
  EXPECT_EQ(longer.tail[0], 0);
  longer.column.struct_size = 8;  // no more than size and type are written
  longer.column.length = -5;
  KIT_OK(kith_table_column(t.get(), "date", -1, &longer.column, error));
  EXPECT_EQ(longer.column.type, KITH_COLUMN_DATE);
  EXPECT_EQ(longer.column.length, -5);
}

TEST(CapiBase, LongerStructsNeedATailOfZeros) {
  struct {
    kith_batch_options options;
    int32_t tail[4];
  } longer{};
  longer.options.struct_size = sizeof longer;
  kith_batch* b = nullptr;
  KIT_OK(kith_batch_create(&longer.options, &b, error));
  kith_batch_free(b);
  longer.tail[3] = 1;
  KIT_FAIL(KITH_UNIMPLEMENTED, KITH_REASON_BAD_STRUCT_SIZE, "options",
           kith_batch_create(&longer.options, &b, error));
  longer.tail[3] = 0;
  longer.options.reserved = 1;
  KIT_FAIL(KITH_UNIMPLEMENTED, KITH_REASON_BAD_STRUCT_SIZE, "reserved",
           kith_batch_create(&longer.options, &b, error));
  for (const int32_t size : {0, 3, -1, INT32_MIN, 4097, INT32_MAX}) {
    longer.options = KITH_BATCH_OPTIONS_INIT;
    longer.options.struct_size = size;
    KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_BAD_STRUCT_SIZE, "options",
             kith_batch_create(&longer.options, &b, error));
  }
}

}  // namespace
