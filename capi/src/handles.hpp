// What stands behind the handles of kith.h, but the book's (book_handle.hpp). Each owns a
// C++ value; nothing here is visible outside the library.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string_view>
#include <thread>

#include "kith/base/error.hpp"
#include "kith/base/table.hpp"
#include "kith/calendar/calendar.hpp"
#include "kith/calendar/work_clock.hpp"
#include "kith/kith.h"
#include "kith/model/batch.hpp"
#include "kith/view/view.hpp"

namespace kith::capi {

/// Lets one call at a time through to a book. Refuses a callback that comes back to the
/// book it was called from, and a child of the process that opened the book.
class Gate {
 public:
  Gate();

 private:
  friend class Turn;
  std::mutex mutex_;
  std::atomic<std::thread::id> holder_{};
  std::int64_t process_;
};

/// Holds a gate for its life; no gate at all when given nullptr.
class Turn {
 public:
  explicit Turn(Gate* gate);
  ~Turn();
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  Gate* gate_;
};

}  // namespace kith::capi

struct kith_error final {
  std::unique_ptr<const kith::Error> error;  ///< nullptr: memory ran out
};

struct kith_document final {
  kith::Document document;
};

struct kith_calendar final {
  kith::Calendar calendar;
};

struct kith_clock final {
  kith::WorkClock clock;
};

struct kith_table final {
  kith::Table table;
  std::shared_ptr<const void> schema;  ///< what owns a schema that is not a constant
};

struct kith_batch final {
  kith::Batch batch;
  kith::Zone zone;
};

struct kith_rules final {
  std::shared_ptr<const kith::HostRules> rules;
};

struct kith_state final {
  std::shared_ptr<const kith::HostRules> rules;
  std::shared_ptr<const kith::CustomerState> state;
};

namespace kith::capi {

/// Is told of an answer that names customers before it is given; empty: nobody is. Throws
/// where the answer is not to be given.
using Audit = std::function<void(std::string_view question, const CustomerKey& customer,
                                 const ContactKey& contact, std::int64_t rows)>;

}  // namespace kith::capi

// The gate comes first, so that it goes last: it is part of the open book and keeps it.
struct kith_view final {
  std::shared_ptr<kith::capi::Gate> gate;  ///< nullptr: over a batch or states
  kith::View view;
  kith::Zone zone;
  kith::capi::Audit audit = {};
};
