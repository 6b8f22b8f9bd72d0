#include "call_kit.hpp"

namespace fault {
namespace {

void make_error(World& w) {
  const char bad[] = R"({"kind": "tier", "schema": 1, "id": "x", "rows": 7})";
  kith_document* none = nullptr;
  static_cast<void>(kith_document_parse(bad, -1, &none, &w.error));
}

// ---- base ----------------------------------------------------------------------------

}  // namespace

void base_calls(std::vector<Call>& c) {
  c.push_back(infallible("kith_version", [](World& w) { w.out.text = kith_version(); }));
  c.push_back(
      infallible("kith_abi_version", [](World& w) { w.out.small = kith_abi_version(); }));
  c.push_back(infallible("kith_status_name", [](World& w) {
    w.out.text = kith_status_name(KITH_DATA_LOSS);
    w.out.second_text = kith_status_name(-7);
  }));
  c.push_back(infallible("kith_reason_name", [](World& w) {
    w.out.text = kith_reason_name(KITH_REASON_NO_MEMORY);
    w.out.second_text = kith_reason_name(9999);
  }));
  c.push_back(infallible(
      "kith_error_status", [](World& w) { w.out.small = kith_error_status(w.error); },
      make_error));
  c.push_back(infallible(
      "kith_error_reason", [](World& w) { w.out.small = kith_error_reason(w.error); },
      make_error));
  c.push_back(infallible(
      "kith_error_message", [](World& w) { w.out.text = kith_error_message(w.error); },
      make_error));
  c.push_back(infallible(
      "kith_error_field", [](World& w) { w.out.text = kith_error_field(w.error); },
      make_error));
  c.push_back(infallible(
      "kith_error_row", [](World& w) { w.out.number = kith_error_row(w.error); },
      make_error));
  c.push_back(infallible(
      "kith_error_detail_count",
      [](World& w) { w.out.number = kith_error_detail_count(w.error); }, make_error));
  c.push_back(infallible(
      "kith_error_detail",
      [](World& w) {
        w.out.small = kith_error_detail(w.error, 0, &w.out.text, &w.out.second_text);
      },
      make_error));
  c.push_back(infallible(
      "kith_error_free",
      [](World& w) {
        kith_error_free(w.error);
        w.error = nullptr;
      },
      make_error));
  c.push_back(infallible(
      "kith_buffer_free", [](World& w) { kith_buffer_free(&w.buffer); },
      [](World& w) {
        FAULT_MUST(kith_table_to_csv(w.shared.customers, nullptr, &w.buffer, error));
      }));
}

namespace {

// ---- documents and calendars ---------------------------------------------------------

void own_document(World& w) {
  FAULT_MUST(kith_document_default(KITH_DOCUMENT_CADENCE, &w.document, error));
}

}  // namespace

void document_calls(std::vector<Call>& c) {
  for (std::int32_t kind = KITH_DOCUMENT_CALENDAR; kind <= KITH_DOCUMENT_ENTRY; ++kind) {
    c.push_back(fallible("kith_document_default", std::to_string(kind).c_str(),
                         [kind](World& w, kith_error** e) {
                           return kith_document_default(kind, &w.out.document, e);
                         }));
    c.push_back(fallible("kith_document_parse", std::to_string(kind).c_str(),
                         [kind](World& w, kith_error** e) {
                           const auto json = kith_document_json(w.shared.documents[kind]);
                           return kith_document_parse(json.data, json.size,
                                                      &w.out.document, e);
                         }));
  }
  c.push_back(refused("kith_document_parse", "refused", KITH_INVALID_ARGUMENT,
                      [](World& w, kith_error** e) {
                        return kith_document_parse("{\"kind\": \"tier\"}", -1,
                                                   &w.out.document, e);
                      }));
  c.push_back(fallible("kith_document_check", "", [](World& w, kith_error** e) {
    return kith_document_check(w.shared.tier_json.data(), size(w.shared.tier_json),
                               &w.out.table, e);
  }));
  c.push_back(fallible("kith_document_check", "faulty", [](World& w, kith_error** e) {
    return kith_document_check(
        R"({"kind": "tier", "schema": 1, "id": "x", "rows": 7, "columns": "?"})", -1,
        &w.out.table, e);
  }));
  c.push_back(infallible(
      "kith_document_json", [](World& w) { w.out.text = kith_document_json(w.document); },
      own_document));
  c.push_back(infallible(
      "kith_document_kind",
      [](World& w) { w.out.small = kith_document_kind(w.document); }, own_document));
  c.push_back(infallible(
      "kith_document_id", [](World& w) { w.out.text = kith_document_id(w.document); },
      own_document));
  c.push_back(infallible(
      "kith_document_hash", [](World& w) { w.out.text = kith_document_hash(w.document); },
      own_document));
  c.push_back(infallible(
      "kith_document_free",
      [](World& w) {
        kith_document_free(w.document);
        w.document = nullptr;
      },
      own_document));
}

void calendar_calls(std::vector<Call>& c) {
  static constexpr std::int32_t kDays[] = {kDay, kDay - 20, kDay + 3000};
  static constexpr std::int32_t kSteps[] = {5, -30, 2};
  c.push_back(fallible("kith_calendar_create", "", [](World& w, kith_error** e) {
    return kith_calendar_create(nullptr, &w.out.calendar, e);
  }));
  c.push_back(
      fallible("kith_calendar_create", "of a document", [](World& w, kith_error** e) {
        return kith_calendar_create(w.shared.documents[KITH_DOCUMENT_CALENDAR],
                                    &w.out.calendar, e);
      }));
  c.push_back(infallible(
      "kith_calendar_free",
      [](World& w) {
        kith_calendar_free(w.calendar);
        w.calendar = nullptr;
      },
      [](World& w) { FAULT_MUST(kith_calendar_create(nullptr, &w.calendar, error)); }));
  c.push_back(fallible("kith_calendar_add", "", [](World& w, kith_error** e) {
    return kith_calendar_add(w.shared.china, kDays, kSteps, 3, w.out.days, w.out.flags,
                             e);
  }));
  c.push_back(fallible("kith_calendar_count", "", [](World& w, kith_error** e) {
    static constexpr std::int32_t kTo[] = {kDay + 40, kDay, kDay};
    return kith_calendar_count(w.shared.china, kDays, kTo, 3, w.out.days, w.out.flags, e);
  }));
  c.push_back(fallible("kith_calendar_due_lists", "", [](World& w, kith_error** e) {
    static constexpr std::int32_t kOwners[] = {1, 0, 1};
    static constexpr std::int32_t kGaps[] = {1, 2, 3};
    std::int64_t rows[4];
    return kith_calendar_due_lists(w.shared.china, kDays, kGaps, kOwners, kGaps, 3, 2,
                                   kDay + 30, 2, rows, nullptr, w.out.days, e);
  }));
  c.push_back(fallible("kith_clock_create", "", [](World& w, kith_error** e) {
    return kith_clock_create(w.shared.china, kClockOf2023, -1, &w.out.clock, e);
  }));
  c.push_back(infallible(
      "kith_clock_free",
      [](World& w) {
        kith_clock_free(w.clock);
        w.clock = nullptr;
      },
      [](World& w) {
        FAULT_MUST(kith_clock_create(w.shared.china, kClockOf2023, -1, &w.clock, error));
      }));
  c.push_back(fallible("kith_clock_elapsed", "", [](World& w, kith_error** e) {
    static constexpr std::int64_t kFrom[] = {kDay * kMicrosADay, kDay * kMicrosADay};
    static constexpr std::int64_t kTo[] = {(kDay + 9) * kMicrosADay,
                                           (kDay - 9) * kMicrosADay};
    return kith_clock_elapsed(w.shared.office, kFrom, kTo, 2, w.out.minutes, w.out.flags,
                              e);
  }));
  c.push_back(fallible("kith_clock_target", "", [](World& w, kith_error** e) {
    static constexpr std::int64_t kPaused[] = {(kDay + 1) * kMicrosADay};
    static constexpr std::int64_t kResumed[] = {(kDay + 3) * kMicrosADay};
    return kith_clock_target(w.shared.office, kDay * kMicrosADay, 2000, kPaused, kResumed,
                             1, (kDay + 5) * kMicrosADay, &w.out.target, e);
  }));
  c.push_back(fallible("kith_calendar_days", "", [](World& w, kith_error** e) {
    return kith_calendar_days(w.shared.china, kDay - 30, kDay + 30, &w.out.table, e);
  }));
  c.push_back(fallible("kith_plan_days", "", [](World& w, kith_error** e) {
    return kith_plan_days(w.shared.plan_jobs, w.shared.plan_slots, nullptr,
                          w.shared.china, kDay, nullptr, &w.out.table, &w.out.second, e);
  }));
  c.push_back(fallible("kith_plan_days", "under caps", [](World& w, kith_error** e) {
    return kith_plan_days(w.shared.plan_jobs, w.shared.plan_slots, w.shared.plan_caps,
                          w.shared.china, kDay, nullptr, &w.out.table, &w.out.second, e);
  }));
  const auto pack = [](std::int32_t shape, const char* file) {
    return [shape, file](World& w, kith_error** e) {
      const kith_string_view files[] = {sv(file)};
      return kith_calendar_import_pack(shape, files, 1, "cn", -1, "somewhere", -1, "1",
                                       -1, &w.out.document, &w.out.second, e);
    };
  };
  c.push_back(
      fallible("kith_calendar_import_pack", "csv",
               pack(KITH_PACK_CSV,
                    "date,kind,name\n2027-10-01,off,国庆\n2027-10-09,work,补班\n")));
  c.push_back(fallible(
      "kith_calendar_import_pack", "ical",
      pack(KITH_PACK_ICAL,
           "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:"
           "20271001\r\nDTEND;VALUE=DATE:20271004\r\nSUMMARY:国庆节(休)\r\nEND:VEVENT\r\n"
           "END:VCALENDAR\r\n")));
}

namespace {

// ---- tables --------------------------------------------------------------------------

}  // namespace

void table_calls(std::vector<Call>& c) {
  c.push_back(fallible(
      "kith_table_from_arrow", "",
      [](World& w, kith_error** e) {
        return kith_table_from_arrow(&w.schema, &w.array, &w.out.table, e);
      },
      [](World& w) {
        text_batch({{"name", {"李", "王", ""}}, {"word", {"a", "bb", "ccc"}}}, kDay,
                   &w.schema, &w.array);
      }));
  c.back().state = [](World& w) {
    return std::to_string(w.schema.release != nullptr) +
           std::to_string(w.array.release != nullptr);
  };
  c.push_back(fallible("kith_table_to_arrow", "", [](World& w, kith_error** e) {
    return kith_table_to_arrow(w.shared.customers, &w.out.schema, &w.out.array, e);
  }));
  c.push_back(fallible("kith_table_shape", "", [](World& w, kith_error** e) {
    return kith_table_shape(w.shared.customers, &w.out.number, &w.out.small, e);
  }));
  c.push_back(infallible("kith_table_name", [](World& w) {
    w.out.text = kith_table_name(w.shared.customers);
  }));
  c.push_back(fallible("kith_table_column", "", [](World& w, kith_error** e) {
    return kith_table_column(w.shared.customers, "customer_key", -1, &w.out.column, e);
  }));
  c.push_back(refused("kith_table_column", "refused", KITH_NOT_FOUND,
                      [](World& w, kith_error** e) {
                        return kith_table_column(w.shared.customers, "no such column", -1,
                                                 &w.out.column, e);
                      }));
  c.push_back(fallible("kith_table_column_info", "", [](World& w, kith_error** e) {
    return kith_table_column_info(w.shared.customers, 1, &w.out.info, e);
  }));
  c.push_back(fallible("kith_table_to_csv", "", [](World& w, kith_error** e) {
    return kith_table_to_csv(w.shared.customers, nullptr, &w.out.buffer, e);
  }));
  c.push_back(fallible("kith_table_concat", "", [](World& w, kith_error** e) {
    const kith_table* tables[] = {w.shared.customers, w.shared.customers};
    return kith_table_concat(tables, 2, &w.out.table, e);
  }));
  c.push_back(infallible(
      "kith_table_free",
      [](World& w) {
        kith_table_free(w.table);
        w.table = nullptr;
      },
      [](World& w) {
        w.table = text_table({{"a", {"b"}}});
      }));
}

namespace {

// ---- batches -------------------------------------------------------------------------

}  // namespace

void batch_calls(std::vector<Call>& c) {
  c.push_back(fallible("kith_batch_create", "", [](World& w, kith_error** e) {
    return kith_batch_create(nullptr, &w.out.batch, e);
  }));
  c.push_back(on_batch("kith_batch_add_table", "", [](World& w, kith_error** e) {
    return kith_batch_add_table(w.batch, KITH_FACT_TOUCH, w.shared.touches, 0,
                                &w.out.number, e);
  }));
  c.push_back(on_batch("kith_batch_adopt", "", [](World& w, kith_error** e) {
    return kith_batch_adopt(w.batch, w.shared.documents[KITH_DOCUMENT_TIER], kDay,
                            nullptr, 0, nullptr, 0, 0, e);
  }));
  c.push_back(on_batch("kith_batch_adopt", "with a key", [](World& w, kith_error** e) {
    return kith_batch_adopt(w.batch, w.shared.documents[KITH_DOCUMENT_CADENCE], kDay,
                            "host", -1, "a1", -1, 0, e);
  }));
  c.push_back(on_batch("kith_batch_add_touch", "", [](World& w, kith_error** e) {
    kith_touch t = KITH_TOUCH_INIT;
    t.customer = sv("yy");
    t.source = sv("a source of the host's own");
    t.key = sv("an event key that is longer than a short string");
    t.day = kDay;
    t.channel = KITH_CHANNEL_VISIT;
    t.content = sv("内容");
    t.feedback = sv("反馈");
    return kith_batch_add_touch(w.batch, &t, e);
  }));
  c.push_back(on_batch("kith_batch_add_campaign", "", [](World& w, kith_error** e) {
    kith_touch t = KITH_TOUCH_INIT;
    t.source = sv("a source of the host's own");
    t.key = sv("a campaign whose key is longer than a short string");
    t.day = kDay;
    t.channel = KITH_CHANNEL_PUSH;
    t.content = sv("秋季资讯");
    const kith_string_view customers[] = {sv("yy"), sv("zz")};
    return kith_batch_add_campaign(w.batch, &t, customers, 2, e);
  }));
  c.push_back(on_batch("kith_batch_retract_campaign", "", [](World& w, kith_error** e) {
    const kith_string_view customers[] = {sv("yy"), sv("zz")};
    return kith_batch_retract_campaign(
        w.batch, "a source of the host's own", -1,
        "a campaign whose key is longer than a short string", -1, customers, 2, kDay, 0,
        e);
  }));
  c.push_back(on_batch("kith_batch_add_stage", "", [](World& w, kith_error** e) {
    kith_stage s = KITH_STAGE_INIT;
    s.customer = sv("yy");
    s.source = sv("a source of the host's own");
    s.key = sv("an event key that is longer than a short string");
    s.day = kDay;
    s.deal = sv("d1");
    s.stage = sv("proposal_submitted");
    return kith_batch_add_stage(w.batch, &s, e);
  }));
  c.push_back(on_batch("kith_batch_add_json", "", [](World& w, kith_error** e) {
    return kith_batch_add_json(
        w.batch,
        R"([{"fact": "touch", "customer": "yy", "source": "json", "key": "1",
             "day": "2023-10-20", "channel": "phone", "content": "来电"},
            {"fact": "owner", "customer": "zz", "source": "json", "key": "2",
             "day": "2023-10-20", "owner": "wang"}])",
        -1, 0, &w.out.number, e);
  }));
  c.push_back(on_batch("kith_batch_add_words", "", [](World& w, kith_error** e) {
    return kith_batch_add_words(w.batch, "00112233445566778899aabbccddeeff", -1,
                                "words that are longer than a short string", -1, e);
  }));
  c.push_back(fallible("kith_batch_facts", "", [](World& w, kith_error** e) {
    return kith_batch_facts(w.shared.base, &w.out.table, e);
  }));
  c.push_back(fallible("kith_batch_words", "", [](World& w, kith_error** e) {
    return kith_batch_words(w.shared.base, &w.out.table, e);
  }));
  c.push_back(infallible("kith_batch_size", [](World& w) {
    w.out.number = kith_batch_size(w.shared.base);
  }));
  c.push_back(on_batch("kith_batch_append", "", [](World& w, kith_error** e) {
    return kith_batch_append(w.batch, w.shared.news, e);
  }));
  c.push_back(infallible(
      "kith_batch_free",
      [](World& w) {
        kith_batch_free(w.batch);
        w.batch = nullptr;
      },
      [](World& w) { FAULT_MUST(kith_batch_create(nullptr, &w.batch, error)); }));
}

namespace {

std::vector<Call> all() {
  std::vector<Call> c;
  base_calls(c);
  document_calls(c);
  calendar_calls(c);
  table_calls(c);
  batch_calls(c);
  book_calls(c);
  view_calls(c);
  state_calls(c);
  exchange_calls(c);
  return c;
}

}  // namespace

const std::vector<Call>& calls() {
  static const std::vector<Call> list = all();
  return list;
}

}  // namespace fault
