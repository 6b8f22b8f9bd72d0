// How the table of calls is written.
#pragma once

#include "calls.hpp"

namespace fault {

using Run = std::function<kith_status(World&, kith_error**)>;
using Do = std::function<void(World&)>;

inline const auto nothing = [](World&) {};

inline Call fallible(const char* function, const char* variant, Run run,
                     Do set_up = nothing) {
  Call c;
  c.function = function;
  c.variant = variant;
  c.run = std::move(run);
  c.set_up = std::move(set_up);
  return c;
}
inline Call infallible(const char* function, Do act, Do set_up = nothing) {
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
inline Call refused(const char* function, const char* variant, kith_status status,
                    Run run, Do set_up = nothing) {
  Call c = fallible(function, variant, std::move(run), std::move(set_up));
  c.status = status;
  return c;
}
inline Call on_book(Book book, const char* function, const char* variant, Run run,
                    Do set_up = nothing) {
  Call c = fallible(function, variant, std::move(run), [set_up](World& w) {
    w.book = open_book(w.path, KITH_DURABILITY_FULL, false);
    set_up(w);
  });
  c.book = book;
  return c;
}
/// A call that may change w.batch, which begins as a copy of the base.
inline Call on_batch(const char* function, const char* variant, Run run,
                     Do set_up = nothing) {
  Call c = fallible(function, variant, std::move(run), [set_up](World& w) {
    FAULT_MUST(kith_batch_create(nullptr, &w.batch, error));
    FAULT_MUST(kith_batch_append(w.batch, w.shared.base, error));
    set_up(w);
  });
  c.state = [](World& w) { return answers(w.batch); };
  return c;
}

inline const std::uint8_t* data(const std::string& s) {
  return reinterpret_cast<const std::uint8_t*>(s.data());
}
inline std::int64_t size(const std::string& s) {
  return static_cast<std::int64_t>(s.size());
}

/// The groups of kith.h.
void base_calls(std::vector<Call>& c);
void document_calls(std::vector<Call>& c);
void calendar_calls(std::vector<Call>& c);
void table_calls(std::vector<Call>& c);
void batch_calls(std::vector<Call>& c);
void book_calls(std::vector<Call>& c);
void view_calls(std::vector<Call>& c);
void state_calls(std::vector<Call>& c);
void exchange_calls(std::vector<Call>& c);

}  // namespace fault
