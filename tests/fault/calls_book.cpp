#include <utility>

#include "call_kit.hpp"

namespace fault {
namespace {

std::int32_t tick(std::int64_t, std::int64_t, void* world) {
  auto& w = *static_cast<World*>(world);
  return ++w.ticks == w.stop_tick ? 1 : 0;
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

/// The news have a document in them.
void leave_behind(World& w) {
  kith_record_options options = KITH_RECORD_OPTIONS_INIT;
  options.skip_refused = 1;
  options.defer = 1;
  FAULT_MUST(
      kith_book_record(w.book, w.shared.news, kNow, &options, nullptr, nullptr, error));
}

kith_status open(World& w, kith_error** e, bool create) {
  kith_book_options options = KITH_BOOK_OPTIONS_INIT;
  options.create = create ? 1 : 0;
  options.busy_ms = -1;
  return kith_book_open(w.path.c_str(), -1, &options, &w.out.book, e);
}

// What of the file is finished depends on where a fault falls; the facts do not.
void privacy_calls(std::vector<Call>& c) {
  c.push_back(on_book(Book::writes, "kith_book_erase", "", [](World& w, kith_error** e) {
    kith_erase_options options = KITH_ERASE_OPTIONS_INIT;
    options.customer = sv("yy");
    options.source = sv("host");
    options.key = sv("erase 1");
    kith_erase_result result = KITH_ERASE_RESULT_INIT;
    const kith_status status = kith_book_erase(w.book, kNow, &options, &result, e);
    w.out.small = status == KITH_OK ? 1 : 0;
    return status;
  }));
  c.push_back(on_book(Book::reads, "kith_book_backups", "", [](World& w, kith_error** e) {
    return kith_book_backups(w.book, &w.out.table, e);
  }));
  c.push_back(
      on_book(Book::reads, "kith_book_record_audit", "", [](World& w, kith_error** e) {
        kith_audit_record record = KITH_AUDIT_RECORD_INIT;
        record.at = kNow;
        record.question = sv("letter");
        record.customer = sv("yy");
        return kith_book_record_audit(w.book, &record, e);
      }));
  c.push_back(on_book(Book::reads, "kith_book_audit", "", [](World& w, kith_error** e) {
    return kith_book_audit(w.book, nullptr, &w.out.table, e);
  }));
}

}  // namespace

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
  c.push_back(on_book(
      Book::reads, "kith_book_catch_up", "",  // no answer changes
      [](World& w, kith_error** e) {
        return kith_book_catch_up(w.book, 1000, &w.out.number, e);
      },
      leave_behind));
  c.push_back(on_book(Book::reads, "kith_book_backup", "", [](World& w, kith_error** e) {
    return kith_book_backup(w.book, w.copy_path.c_str(), -1, e);
  }));
  privacy_calls(c);
  c.push_back(
      on_book(Book::reads, "kith_book_watermark", "", [](World& w, kith_error** e) {
        return kith_book_watermark(w.book, "outbox", -1, &w.out.number, e);
      }));
}

namespace {

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

}  // namespace

namespace {

/// What one of ours may see passes a gate of its own.
void ask_as_li(std::vector<Call>& c) {
  const auto open_as_li = [](World& w, bool of_book, kith_error** e) {
    kith_view_options options = KITH_VIEW_OPTIONS_INIT;
    options.actor = sv("li");
    return of_book ? kith_view_open(w.book, &options, &w.out.view, e)
                   : kith_view_open_over_batch(w.shared.base, nullptr, &options,
                                               &w.out.view, e);
  };
  c.push_back(on_book(Book::reads, "kith_view_open", "actor",
                      [=](World& w, kith_error** e) { return open_as_li(w, true, e); }));
  c.push_back(
      fallible("kith_view_open_over_batch", "actor",
               [=](World& w, kith_error** e) { return open_as_li(w, false, e); }));
  c.push_back(fallible("kith_view_customers", "actor", [](World& w, kith_error** e) {
    return kith_view_customers(w.shared.of_li, nullptr, &w.out.table, e);
  }));
  c.push_back(fallible("kith_view_due", "actor", [](World& w, kith_error** e) {
    return kith_view_due(w.shared.of_li, nullptr, &w.out.table, e);
  }));
  c.push_back(fallible("kith_view_history", "actor", [](World& w, kith_error** e) {
    return kith_view_history(w.shared.of_li, "yy", -1, nullptr, &w.out.table, e);
  }));
  c.push_back(fallible("kith_view_rates", "actor", [](World& w, kith_error** e) {
    return kith_view_rates(w.shared.of_li, nullptr, &w.out.table, e);
  }));
}

}  // namespace

void view_calls(std::vector<Call>& c) {
  ask_as_li(c);
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
    options.with_context = 1;
    return kith_view_due(v, &options, &out.table, e);
  });
  ask(c, "kith_view_overdue", [](const kith_view* v, Outputs& out, kith_error** e) {
    kith_overdue_options options = KITH_OVERDUE_OPTIONS_INIT;
    options.owner = sv("li");
    return kith_view_overdue(v, &options, &out.table, e);
  });
  ask(c, "kith_view_day_plan", [](const kith_view* v, Outputs& out, kith_error** e) {
    return kith_view_day_plan(v, "li", -1, nullptr, &out.table, e);
  });
  ask(c, "kith_view_feasibility", [](const kith_view* v, Outputs& out, kith_error** e) {
    return kith_view_feasibility(v, nullptr, nullptr, &out.table, e);
  });
  c.push_back(fallible("kith_view_simulate", "", [](World& w, kith_error** e) {
    kith_simulate_options options = KITH_SIMULATE_OPTIONS_INIT;
    options.days = 2;
    options.horizon = 5;
    return kith_view_simulate(w.shared.view, w.shared.documents[KITH_DOCUMENT_CADENCE],
                              &options, &w.out.table, e);
  }));
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
  ask(c, "kith_view_field_history", [](const kith_view* v, Outputs& out, kith_error** e) {
    return kith_view_field_history(v, "yy", -1, nullptr, 0, nullptr, &out.table, e);
  });
  ask(c, "kith_view_contacts", [](const kith_view* v, Outputs& out, kith_error** e) {
    return kith_view_contacts(v, nullptr, &out.table, e);
  });
  ask(c, "kith_view_subject_export",
      [](const kith_view* v, Outputs& out, kith_error** e) {
        kith_subject_options options = KITH_SUBJECT_OPTIONS_INIT;
        options.customer = sv("yy");
        return kith_view_subject_export(v, &options, &out.table, e);
      });
  ask(c, "kith_view_retention", [](const kith_view* v, Outputs& out, kith_error** e) {
    kith_retention_options options = KITH_RETENTION_OPTIONS_INIT;
    options.months = 1;
    return kith_view_retention(v, &options, &out.table, e);
  });
  ask(c, "kith_view_completeness", [](const kith_view* v, Outputs& out, kith_error** e) {
    kith_completeness_options options = KITH_COMPLETENESS_OPTIONS_INIT;
    options.record_days = 30;
    return kith_view_completeness(v, &options, &out.table, e);
  });
  ask(c, "kith_view_promises_kept", [](const kith_view* v, Outputs& out, kith_error** e) {
    return kith_view_promises_kept(v, nullptr, &out.table, e);
  });
  ask(c, "kith_view_review_tiers", [](const kith_view* v, Outputs& out, kith_error** e) {
    return kith_view_review_tiers(v, "2023Q4", -1, kDay + 1, 0, &out.batch, &out.table,
                                  e);
  });
  ask(c, "kith_view_pool", [](const kith_view* v, Outputs& out, kith_error** e) {
    return kith_view_pool(v, nullptr, &out.table, e);
  });
  ask(c, "kith_view_duplicates", [](const kith_view* v, Outputs& out, kith_error** e) {
    kith_duplicate_options o = KITH_DUPLICATE_OPTIONS_INIT;
    o.customer = sv("yy");
    return kith_view_duplicates(v, &o, &out.table, e);
  });
  ask(c, "kith_view_duplicate_pairs",
      [](const kith_view* v, Outputs& out, kith_error** e) {
        return kith_view_duplicate_pairs(v, nullptr, &out.table, e);
      });
  ask(c, "kith_view_release_pool", [](const kith_view* v, Outputs& out, kith_error** e) {
    return kith_view_release_pool(v, "r1", -1, 0, &out.batch, &out.table, e);
  });
  ask(c, "kith_view_assign", [](const kith_view* v, Outputs& out, kith_error** e) {
    return kith_view_assign(v, "a1", -1, 0, &out.batch, &out.table, e);
  });
  ask(c, "kith_view_spread", [](const kith_view* v, Outputs& out, kith_error** e) {
    return kith_view_spread(v, "f1", -1, 0, &out.batch, &out.table, e);
  });
  ask(c, "kith_view_claim", [](const kith_view* v, Outputs& out, kith_error** e) {
    const kith_string_view customers[] = {sv("yy")};
    return kith_view_claim(v, "li", -1, customers, 1, 0, &out.batch, &out.table, e);
  });
  ask(c, "kith_view_hand_over", [](const kith_view* v, Outputs& out, kith_error** e) {
    return kith_view_hand_over(v, "li", -1, "h1", -1, 0, &out.batch, &out.table, e);
  });
  ask(c, "kith_view_promise_record",
      [](const kith_view* v, Outputs& out, kith_error** e) {
        kith_promise_record_options options = KITH_PROMISE_RECORD_OPTIONS_INIT;
        options.every = KITH_EVERY_WEEK;
        options.by_owner = options.by_stream = 1;
        return kith_view_promise_record(v, &options, &out.table, e);
      });
  c.push_back(on_book(
      Book::reads, "kith_view_entry_delay", "",
      [](World& w, kith_error** e) {
        return kith_view_entry_delay(w.view, nullptr, &w.out.table, e);
      },
      open_view));
  c.push_back(on_book(
      Book::reads, "kith_view_moved", "",
      [](World& w, kith_error** e) {
        kith_moved_options options = KITH_MOVED_OPTIONS_INIT;
        options.known_at = 1;
        return kith_view_moved(w.view, &options, &w.out.table, e);
      },
      open_view));
  ask(c, "kith_hand_over_html", [](const kith_view* v, Outputs& out, kith_error** e) {
    return kith_hand_over_html(v, "li", -1, nullptr, &out.buffer, e);
  });
  ask(c, "kith_feed_ical", [](const kith_view* v, Outputs& out, kith_error** e) {
    return kith_feed_ical(v, nullptr, &out.buffer, e);
  });
  ask(c, "kith_view_cases", [](const kith_view* v, Outputs& out, kith_error** e) {
    return kith_view_cases(v, nullptr, &out.table, e);
  });
  ask(c, "kith_view_at_risk", [](const kith_view* v, Outputs& out, kith_error** e) {
    return kith_view_at_risk(v, nullptr, &out.table, e);
  });
  ask(c, "kith_view_merge", [](const kith_view* v, Outputs& out, kith_error** e) {
    return kith_view_merge(v, "yy", -1, "zz", -1, nullptr, 0, 0, &out.batch, &out.table,
                           e);
  });
  ask(c, "kith_view_unmerge", [](const kith_view* v, Outputs& out, kith_error** e) {
    return kith_view_unmerge(v, "tt", -1, 0, &out.batch, &out.table, e);
  });
  ask(c, "kith_review_html", [](const kith_view* v, Outputs& out, kith_error** e) {
    return kith_review_html(v, nullptr, &out.buffer, e);
  });
  ask(c, "kith_card_html", [](const kith_view* v, Outputs& out, kith_error** e) {
    return kith_card_html(v, "yy", -1, nullptr, &out.buffer, e);
  });
}

namespace {

// ---- exchange ------------------------------------------------------------------------

kith_import_options import_options() {
  kith_import_options options = KITH_IMPORT_OPTIONS_INIT;
  options.now = kNow;
  return options;
}

}  // namespace

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
  c.push_back(
      on_book(Book::writes, "kith_book_import", "actor", [](World& w, kith_error** e) {
        kith_import_options options = import_options();
        options.actor = sv("li");
        static const std::string sheet =
            "客户编号,跟进时间,跟进方式,跟进内容\nyy,2023-10-20,电话,问价\n"
            "ww,2023-10-20,电话,问价\n";
        return kith_book_import(w.book, data(sheet), size(sheet), "sheet.csv", -1,
                                &options, &w.out.result, &w.out.table, e);
      }));
}

// ---- states for a host's own database
// --------------------------------------------------

void state_calls(std::vector<Call>& c) {
  c.push_back(fallible("kith_rules_create", "", [](World& w, kith_error** e) {
    return kith_rules_create(w.shared.own, nullptr, &w.out.rules, e);
  }));
  c.push_back(infallible("kith_rules_fingerprint", [](World& w) {
    w.out.text = kith_rules_fingerprint(w.shared.rules);
  }));
  c.push_back(infallible(
      "kith_rules_free",
      [](World& w) { kith_rules_free(std::exchange(w.rules, nullptr)); },
      [](World& w) {
        FAULT_MUST(kith_rules_create(w.shared.own, nullptr, &w.rules, error));
      }));
  c.push_back(fallible("kith_state_build", "", [](World& w, kith_error** e) {
    return kith_state_build(w.shared.rules, "yy", -1, w.shared.base, &w.out.state, e);
  }));
  c.push_back(fallible("kith_state_fold", "", [](World& w, kith_error** e) {
    return kith_state_fold(w.shared.state, w.shared.later, &w.out.state, e);
  }));
  c.back().state = [](World& w) { return bytes_of(w.shared.state); };
  c.push_back(fallible("kith_state_from_bytes", "", [](World& w, kith_error** e) {
    return kith_state_from_bytes(w.shared.rules, data(w.shared.state_bytes),
                                 size(w.shared.state_bytes), &w.out.state, e);
  }));
  c.push_back(fallible("kith_state_to_bytes", "", [](World& w, kith_error** e) {
    return kith_state_to_bytes(w.shared.state, &w.out.buffer, e);
  }));
  c.push_back(fallible("kith_state_info", "", [](World& w, kith_error** e) {
    return kith_state_info(w.shared.state, &w.out.state_summary, e);
  }));
  c.push_back(infallible(
      "kith_state_free",
      [](World& w) { kith_state_free(std::exchange(w.state, nullptr)); },
      [](World& w) {
        FAULT_MUST(
            kith_state_build(w.shared.rules, "yy", -1, w.shared.base, &w.state, error));
      }));
  c.push_back(fallible("kith_view_open_over_states", "", [](World& w, kith_error** e) {
    kith_view_options cut = KITH_VIEW_OPTIONS_INIT;
    cut.has_as_of = 1;
    cut.as_of = kDay;
    const kith_state* states[] = {w.shared.state};
    return kith_view_open_over_states(w.shared.rules, states, 1, w.shared.base, &cut,
                                      &w.out.view, e);
  }));
}

}  // namespace fault
