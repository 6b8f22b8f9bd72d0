// What a row of the morning list tells of its customer beside the promise. Private to
// view.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "view/customer_promise.hpp"
#include "view/words.hpp"

namespace kith::view_detail {

/// Of the customers shown in one answer; each is read once, its log too. Borrows what it
/// is made of.
class DueContext {
 public:
  /// `with_snoozed`: a next step that is put off counts as one.
  DueContext(const Source& source, const Rules& rules, const Cut& cut, bool with_snoozed)
      : source_(source), rules_(rules), cut_(cut), with_snoozed_(with_snoozed) {}
  /// Sets the columns of schema "due" from last_contact on. Throws as Source::log() does.
  void write(TableWriter& w, const CustomerPromise& row, Words& words);

 private:
  struct Step {
    EventKey event;
    TextRef text;
    std::optional<Date> due;
  };
  struct Known {
    std::optional<Date> last_contact;
    Channel last_channel = Channel::unknown;
    std::string last_feedback;
    std::vector<Step> steps;  ///< open ones, by due day
    std::optional<MilestoneRow> milestone;
    std::optional<Date> pool_through;
    std::optional<std::int32_t> pool_days_left;
  };
  const Known& of(const CustomerKey& key, Words& words);
  void read_state(Known& known, const CustomerState& state) const;
  void read_log(Known& known, const CustomerKey& key, Words& words) const;

  const Source& source_;
  const Rules& rules_;
  Cut cut_;
  bool with_snoozed_;
  std::map<CustomerKey, Known> customers_;
};

}  // namespace kith::view_detail
