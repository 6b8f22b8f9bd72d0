#include "calls.hpp"

namespace fault {
namespace {

using Run = std::function<kith_status(World&, kith_error**)>;
using Do = std::function<void(World&)>;

const auto nothing = [](World&) {};

Call fallible(const char* function, const char* variant, Run run, Do set_up = nothing) {
  Call c;
  c.function = function;
  c.variant = variant;
  c.run = std::move(run);
  c.set_up = std::move(set_up);
  return c;
}
Call infallible(const char* function, Do act, Do set_up = nothing) {
  Call c = fallible(
      function, "",
      [act = std::move(act)](World& w, kith_error**) {
        act(w);
        return KITH_OK;
      },
      std::move(set_up));
  c.cannot_fail = true;
  return c;
}
Call refused(const char* function, const char* variant, kith_status status, Run run,
             Do set_up = nothing) {
  Call c = fallible(function, variant, std::move(run), std::move(set_up));
  c.status = status;
  return c;
}
Call on_book(Book book, const char* function, const char* variant, Run run,
             Do set_up = nothing) {
  Call c = fallible(function, variant, std::move(run), [set_up](World& w) {
    w.book = open_book(w.path, KITH_DURABILITY_FULL, false);
    set_up(w);
  });
  c.book = book;
  return c;
}
/// A call that may change w.batch, which begins as a copy of the base.
Call on_batch(const char* function, const char* variant, Run run, Do set_up = nothing) {
  Call c = fallible(function, variant, std::move(run), [set_up](World& w) {
    FAULT_MUST(kith_batch_create(nullptr, &w.batch, error));
    FAULT_MUST(kith_batch_append(w.batch, w.shared.base, error));
    set_up(w);
  });
  c.state = [](World& w) { return answers(w.batch); };
  return c;
}

std::int32_t tick(std::int64_t, std::int64_t, void* world) {
  auto& w = *static_cast<World*>(world);
  return ++w.ticks == w.stop_tick ? 1 : 0;
}

const std::uint8_t* data(const std::string& s) {
  return reinterpret_cast<const std::uint8_t*>(s.data());
}
std::int64_t size(const std::string& s) { return static_cast<std::int64_t>(s.size()); }

void make_error(World& w) {
  const char bad[] = R"({"kind": "tier", "schema": 1, "id": "x", "rows": 7})";
  kith_document* none = nullptr;
  static_cast<void>(kith_document_parse(bad, -1, &none, &w.error));
}

// ---- base ----------------------------------------------------------------------------

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

// ---- documents and calendars ---------------------------------------------------------

void own_document(World& w) {
  FAULT_MUST(kith_document_default(KITH_DOCUMENT_CADENCE, &w.document, error));
}

void document_calls(std::vector<Call>& c) {
  for (std::int32_t kind = KITH_DOCUMENT_CALENDAR; kind <= KITH_DOCUMENT_PIPELINE;
       ++kind) {
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
  c.push_back(fallible("kith_calendar_days", "", [](World& w, kith_error** e) {
    return kith_calendar_days(w.shared.china, kDay - 30, kDay + 30, &w.out.table, e);
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

// ---- tables --------------------------------------------------------------------------

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

// ---- batches -------------------------------------------------------------------------

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

// ---- books ---------------------------------------------------------------------------

kith_status record(World& w, kith_error** e, std::int32_t skip_refused) {
  kith_record_options options = KITH_RECORD_OPTIONS_INIT;
  options.skip_refused = skip_refused;
  options.source = sv("outbox");
  options.position = 41;
  options.progress = tick;
  options.user_data = &w;
  return kith_book_record(w.book, w.shared.news, kNow, &options, &w.out.result,
                          &w.out.table, e);
}

kith_status open(World& w, kith_error** e, bool create) {
  kith_book_options options = KITH_BOOK_OPTIONS_INIT;
  options.create = create ? 1 : 0;
  options.busy_ms = -1;
  return kith_book_open(w.path.c_str(), -1, &options, &w.out.book, e);
}

void book_calls(std::vector<Call>& c) {
  c.push_back(fallible("kith_book_open", "",
                       [](World& w, kith_error** e) { return open(w, e, false); }));
  c.back().book = Book::reads;
  c.push_back(fallible("kith_book_open", "new",
                       [](World& w, kith_error** e) { return open(w, e, true); }));
  c.back().book = Book::creates;
  c.push_back(infallible(
      "kith_book_close",
      [](World& w) {
        kith_book_close(w.book);
        w.book = nullptr;
      },
      [](World& w) { w.book = open_book(w.path, KITH_DURABILITY_FULL, false); }));
  c.back().book = Book::reads;
  c.push_back(on_book(Book::writes, "kith_book_record", "",
                      [](World& w, kith_error** e) { return record(w, e, 1); }));
  c.push_back(on_book(Book::reads, "kith_book_record", "refused",
                      [](World& w, kith_error** e) { return record(w, e, 0); }));
  c.back().status = KITH_ALREADY_EXISTS;
  c.push_back(
      on_book(Book::reads, "kith_book_record", "dry run", [](World& w, kith_error** e) {
        kith_record_options options = KITH_RECORD_OPTIONS_INIT;
        options.dry_run = 1;
        return kith_book_record(w.book, w.shared.news, kNow, &options, &w.out.result,
                                &w.out.table, e);
      }));
  c.push_back(on_book(Book::reads, "kith_book_info", "", [](World& w, kith_error** e) {
    return kith_book_info(w.book, &w.out.summary, e);
  }));
  c.push_back(on_book(Book::reads, "kith_book_check", "", [](World& w, kith_error** e) {
    return kith_book_check(w.book, e);
  }));
  c.push_back(
      on_book(Book::writes, "kith_book_rebuild", "", [](World& w, kith_error** e) {
        return kith_book_rebuild(w.book, tick, &w, &w.out.number, e);
      }));
  c.push_back(on_book(Book::reads, "kith_book_backup", "", [](World& w, kith_error** e) {
    return kith_book_backup(w.book, w.copy_path.c_str(), -1, e);
  }));
  c.push_back(
      on_book(Book::reads, "kith_book_watermark", "", [](World& w, kith_error** e) {
        return kith_book_watermark(w.book, "outbox", -1, &w.out.number, e);
      }));
}

// ---- views and questions -------------------------------------------------------------

using Question = std::function<kith_status(const kith_view*, Outputs&, kith_error**)>;

void open_view(World& w) {
  kith_view_options cut = KITH_VIEW_OPTIONS_INIT;
  cut.has_as_of = 1;
  cut.as_of = kDay;
  FAULT_MUST(kith_view_open(w.book, &cut, &w.view, error));
}

/// Over a batch, and over a book.
void ask(std::vector<Call>& c, const char* function, const Question& question) {
  c.push_back(fallible(function, "batch", [question](World& w, kith_error** e) {
    return question(w.shared.view, w.out, e);
  }));
  c.push_back(on_book(
      Book::reads, function, "book",
      [question](World& w, kith_error** e) { return question(w.view, w.out, e); },
      open_view));
}

void view_calls(std::vector<Call>& c) {
  c.push_back(on_book(Book::reads, "kith_view_open", "", [](World& w, kith_error** e) {
    return kith_view_open(w.book, nullptr, &w.out.view, e);
  }));
  c.push_back(fallible("kith_view_open_over_batch", "", [](World& w, kith_error** e) {
    return kith_view_open_over_batch(w.shared.base, nullptr, nullptr, &w.out.view, e);
  }));
  c.push_back(on_book(
      Book::reads, "kith_view_close", "",
      [](World& w, kith_error**) {
        kith_view_close(w.view);
        w.view = nullptr;
        return KITH_OK;
      },
      open_view));
  c.back().cannot_fail = true;
  ask(c, "kith_view_as_of", [](const kith_view* v, Outputs& out, kith_error** e) {
    return kith_view_as_of(v, &out.small, e);
  });
  ask(c, "kith_view_customers", [](const kith_view* v, Outputs& out, kith_error** e) {
    return kith_view_customers(v, nullptr, &out.table, e);
  });
  ask(c, "kith_view_due", [](const kith_view* v, Outputs& out, kith_error** e) {
    kith_due_options options = KITH_DUE_OPTIONS_INIT;
    options.owner = sv("li");
    return kith_view_due(v, &options, &out.table, e);
  });
  ask(c, "kith_view_tiers", [](const kith_view* v, Outputs& out, kith_error** e) {
    return kith_view_tiers(v, nullptr, &out.table, e);
  });
  ask(c, "kith_view_milestones", [](const kith_view* v, Outputs& out, kith_error** e) {
    kith_milestone_options options = KITH_MILESTONE_OPTIONS_INIT;
    options.with_closed = 1;
    return kith_view_milestones(v, &options, &out.table, e);
  });
  ask(c, "kith_view_funnel", [](const kith_view* v, Outputs& out, kith_error** e) {
    kith_funnel_options options = KITH_FUNNEL_OPTIONS_INIT;
    options.has_period = 1;
    options.period_first = kDay - 60;
    options.period_last = kDay;
    options.by_owner = 1;
    return kith_view_funnel(v, &options, &out.table, e);
  });
  ask(c, "kith_view_rates", [](const kith_view* v, Outputs& out, kith_error** e) {
    kith_rates_options options = KITH_RATES_OPTIONS_INIT;
    options.by_owner = 1;
    return kith_view_rates(v, &options, &out.table, e);
  });
  ask(c, "kith_view_history", [](const kith_view* v, Outputs& out, kith_error** e) {
    return kith_view_history(v, "yy", -1, nullptr, &out.table, e);
  });
  ask(c, "kith_view_promises_kept", [](const kith_view* v, Outputs& out, kith_error** e) {
    return kith_view_promises_kept(v, nullptr, &out.table, e);
  });
  ask(c, "kith_view_review_tiers", [](const kith_view* v, Outputs& out, kith_error** e) {
    return kith_view_review_tiers(v, "2023Q4", -1, kDay + 1, 0, &out.batch, &out.table,
                                  e);
  });
  ask(c, "kith_review_html", [](const kith_view* v, Outputs& out, kith_error** e) {
    return kith_review_html(v, nullptr, &out.buffer, e);
  });
}

// ---- exchange ------------------------------------------------------------------------

kith_import_options import_options() {
  kith_import_options options = KITH_IMPORT_OPTIONS_INIT;
  options.now = kNow;
  return options;
}

void exchange_calls(std::vector<Call>& c) {
  const auto name = [](bool xlsx) { return xlsx ? "sheets.xlsx" : "sheet.csv"; };
  for (const bool xlsx : {false, true}) {
    const auto bytes = [xlsx](World& w) -> const std::string& {
      return xlsx ? w.shared.sheet_xlsx : w.shared.sheet_csv;
    };
    c.push_back(on_batch(
        "kith_batch_import", name(xlsx), [bytes, name, xlsx](World& w, kith_error** e) {
          const kith_import_options options = import_options();
          return kith_batch_import(w.batch, data(bytes(w)), size(bytes(w)), name(xlsx),
                                   -1, &options, &w.out.table, e);
        }));
    c.push_back(on_book(Book::writes, "kith_book_import", name(xlsx),
                        [bytes, name, xlsx](World& w, kith_error** e) {
                          const kith_import_options options = import_options();
                          return kith_book_import(w.book, data(bytes(w)), size(bytes(w)),
                                                  name(xlsx), -1, &options, &w.out.result,
                                                  &w.out.table, e);
                        }));
  }
}

std::vector<Call> all() {
  std::vector<Call> c;
  base_calls(c);
  document_calls(c);
  calendar_calls(c);
  table_calls(c);
  batch_calls(c);
  book_calls(c);
  view_calls(c);
  exchange_calls(c);
  return c;
}

}  // namespace

const std::vector<Call>& calls() {
  static const std::vector<Call> list = all();
  return list;
}

}  // namespace fault
