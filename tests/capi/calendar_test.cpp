// Documents and calendars through the C interface.
#include <vector>

#include "kit.hpp"

namespace {

using namespace kit;

Calendar china() {
  kith_calendar* c = nullptr;
  KIT_OK(kith_calendar_create(nullptr, &c, error));
  return Calendar(c);
}

TEST(CapiDocument, DefaultsCompileAndComeBack) {
  for (int32_t kind = KITH_DOCUMENT_CALENDAR; kind <= KITH_DOCUMENT_ENTRY; ++kind) {
    const Document d = default_document(kind);
    EXPECT_EQ(kith_document_kind(d.get()), kind);
    EXPECT_EQ(kith_document_hash(d.get()).size, 26);
    EXPECT_GT(kith_document_id(d.get()).size, 0);
    const kith_string_view json = kith_document_json(d.get());
    kith_document* again = nullptr;
    KIT_OK(kith_document_parse(json.data, json.size, &again, error));
    EXPECT_EQ(str(kith_document_hash(again)), str(kith_document_hash(d.get())));
    kith_document_free(again);
    kith_table* errors = nullptr;
    KIT_OK(kith_document_check(json.data, json.size, &errors, error));
    EXPECT_EQ(rows(Table(errors)), 0);
  }
  kith_document* d = nullptr;
  for (const int32_t kind : {0, 8, -1, INT32_MAX}) {
    KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_UNKNOWN_KIND, "kind",
             kith_document_default(kind, &d, error));
  }
}

TEST(CapiDocument, CheckTellsAllErrorsAtOnce) {
  const char json[] =
      R"({"kind":"calendar","schema":1,"id":"x","weekdays":[1,9],"oops":1,)"
      R"("layers":[{"id":"l","source":"","version":"","from":"2023-02-30","off":[]}]})";
  kith_table* errors = nullptr;
  KIT_OK(kith_document_check(json, -1, &errors, error));
  const Table t(errors);
  EXPECT_EQ(str(kith_table_name(errors)), "document_errors");
  EXPECT_GE(rows(t), 3) << csv(errors);
  for (const char* path : {"/weekdays", "/oops", "/layers/0/from"}) {
    EXPECT_NE(csv(errors).find(path), std::string::npos) << csv(errors);
  }
  KIT_OK(kith_document_check("", 0, &errors, error));
  EXPECT_EQ(rows(Table(errors)), 1);
  KIT_OK(kith_document_check("{", -1, &errors, error));
  EXPECT_EQ(rows(Table(errors)), 1);
}

TEST(CapiCalendar, AddsAndCountsColumns) {
  const Calendar c = china();
  // 2023-09-28 (Thursday) before the holidays of National Day, 2023-10-07 the first day
  // at work.
  const std::vector<int32_t> days{19628, 19628, 19628};
  const std::vector<int32_t> n{1, 0, -1};
  std::vector<int32_t> out(3, -9);
  std::vector<uint8_t> provisional(3, 9);
  KIT_OK(kith_calendar_add(c.get(), days.data(), n.data(), 3, out.data(),
                           provisional.data(), error));
  EXPECT_EQ(out, (std::vector<int32_t>{19637, 19628, 19627}));
  EXPECT_EQ(provisional, (std::vector<uint8_t>{0, 0, 0}));
  KIT_OK(kith_calendar_count(c.get(), days.data(), out.data(), 3, out.data(), nullptr,
                             error));
  EXPECT_EQ(out,
            (std::vector<int32_t>{1, 0, -1}));  // in place, and the reverse of adding
}

TEST(CapiCalendar, NotCoveredIsProvisional) {
  const Calendar c = china();
  const int32_t day = 20818;  // 2026-12-31
  const int32_t n = 5;
  int32_t out = 0;
  uint8_t provisional = 0;
  KIT_OK(kith_calendar_add(c.get(), &day, &n, 1, &out, &provisional, error));
  EXPECT_EQ(provisional, 1);
}

TEST(CapiCalendar, AFailureZeroesAllAnswers) {
  const Calendar c = china();
  const std::vector<int32_t> days{kDay, 2932897, kDay};
  const std::vector<int32_t> n{1, 1, 1};
  std::vector<int32_t> out(3, -9);
  std::vector<uint8_t> provisional(3, 9);
  kith_error* error = nullptr;
  EXPECT_EQ(kith_calendar_add(c.get(), days.data(), n.data(), 3, out.data(),
                              provisional.data(), &error),
            KITH_INVALID_ARGUMENT);
  EXPECT_EQ(kith_error_row(error), 1);
  EXPECT_EQ(str(kith_error_field(error)), "days");
  EXPECT_EQ(kith_error_reason(error), KITH_REASON_DATE_OUT_OF_RANGE);
  kith_error_free(error);
  EXPECT_EQ(out, (std::vector<int32_t>{0, 0, 0}));
  EXPECT_EQ(provisional, (std::vector<uint8_t>{0, 0, 0}));
}

TEST(CapiCalendar, ListsOfWhatIsDueByOwner) {
  const Calendar c = china();
  const std::vector<int32_t> last{19620, 19628, 19600, 19620}, gaps{5, 1, 200, 5},
      owners{1, 0, 1, 1}, points{7, 1, 9, 8};
  std::vector<int64_t> rows(4, -9);
  std::vector<int32_t> due(4, -9), sizes(2, -9);
  KIT_OK(kith_calendar_due_lists(c.get(), last.data(), gaps.data(), owners.data(),
                                 points.data(), 4, 2, 19637, 2, rows.data(), due.data(),
                                 sizes.data(), error));
  EXPECT_EQ(rows, (std::vector<int64_t>{1, -1, 3, 0}));
  EXPECT_EQ(due, (std::vector<int32_t>{19637, 0, 19627, 19627}));
  EXPECT_EQ(sizes, (std::vector<int32_t>{1, 2}));
  const std::vector<int32_t> wrong{1, 0, 2, 1};
  kith_error* error = nullptr;
  EXPECT_EQ(kith_calendar_due_lists(c.get(), last.data(), gaps.data(), wrong.data(),
                                    points.data(), 4, 2, 19637, 2, rows.data(),
                                    due.data(), sizes.data(), &error),
            KITH_INVALID_ARGUMENT);
  EXPECT_EQ(str(kith_error_field(error)), "owners");
  EXPECT_EQ(kith_error_row(error), 2);
  kith_error_free(error);
  EXPECT_EQ(rows, (std::vector<int64_t>(4, 0)));
  EXPECT_EQ(sizes, (std::vector<int32_t>(2, 0)));
}

TEST(CapiCalendar, DaysAsATable) {
  const Calendar c = china();
  kith_table* days = nullptr;
  KIT_OK(kith_calendar_days(c.get(), kDay, kDay + 6, &days, error));
  EXPECT_EQ(rows(Table(days)), 7);
  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_BAD_ORDER, "last",
           kith_calendar_days(c.get(), kDay, kDay - 1, &days, error));
  EXPECT_EQ(days, nullptr);
}

TEST(CapiCalendar, AHolidayPackBecomesADocument) {
  const kith_string_view files[] = {
      sv("date,kind,name\n2027-10-01,off,国庆\n2027-10-09,work,国庆\n")};
  kith_document* d = nullptr;
  kith_table* warnings = nullptr;
  KIT_OK(kith_calendar_import_pack(KITH_PACK_DETECT, files, 1, "cn27", -1,
                                   "notice, public", -1, "1", -1, &d, &warnings, error));
  const Document document(d);
  const Table told(warnings);
  EXPECT_EQ(kith_document_kind(d), KITH_DOCUMENT_CALENDAR);
  EXPECT_EQ(str(kith_document_id(d)), "cn27");
  kith_calendar* c = nullptr;
  KIT_OK(kith_calendar_create(d, &c, error));
  const int32_t day = 21092;  // 2027-10-01, a Friday
  const int32_t n = 0;
  int32_t out = 0;
  KIT_OK(kith_calendar_add(c, &day, &n, 1, &out, nullptr, error));
  EXPECT_EQ(out, 21095);
  kith_calendar_free(c);
  KIT_FAIL(
      KITH_INVALID_ARGUMENT, KITH_REASON_UNKNOWN_KIND, "shape",
      kith_calendar_import_pack(9, files, 1, "x", -1, "", 0, "", 0, &d, nullptr, error));
  KIT_FAIL(
      KITH_INVALID_ARGUMENT, KITH_REASON_MISSING_VALUE, "files",
      kith_calendar_import_pack(0, files, 0, "x", -1, "", 0, "", 0, &d, nullptr, error));
}

TEST(CapiCalendar, OnlyOfACalendarDocument) {
  const Document tier = default_document(KITH_DOCUMENT_TIER);
  kith_calendar* c = nullptr;
  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_WRONG_TYPE, "document",
           kith_calendar_create(tier.get(), &c, error));
}

}  // namespace
