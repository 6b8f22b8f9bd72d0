#include "kith/report/calendar_feed.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "kith/base/hash.hpp"
#include "kith/base/ical.hpp"

namespace kith {
namespace {

constexpr HashKey kUidKey{'k', 'i', 't', 'h', ' ', 'u', 'i', 'd',
                          's', 0,   0,   0,   0,   0,   0,   1};
constexpr std::int64_t kSecond = 1'000'000;

std::string uid(std::initializer_list<std::string> parts) {
  KeyedHash hash(kUidKey);
  for (const std::string& part : parts) hash.part(part);
  return hash.finish().base32() + "@kith";
}

std::string two(std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); }

/// 20231026T093000Z.
std::string utc(Instant t) {
  const Date day = Zone{0}.day_of(t);
  std::string iso = day.iso();
  std::erase(iso, '-');
  const std::int64_t second = (t.micros() - Zone{0}.midnight(day).micros()) / kSecond;
  return iso + "T" + two(second / 3600) + two(second / 60 % 60) + two(second % 60) + "Z";
}

class Feed {
 public:
  explicit Feed(Language language) : zh_(language == Language::chinese) {}

  void add_promises(const Table& due) {
    for (std::int64_t i = 0; i < due.rows(); ++i) {
      const std::string state = due.cell("state", i);
      if (due.cell("due", i).empty() || state == "kept" || state == "no_cadence")
        continue;
      add_promise(due, i);
    }
  }
  void add_milestones(const Table& milestones) {
    for (std::int64_t i = 0; i < milestones.rows(); ++i) {
      if (!milestones.cell("deadline", i).empty()) add_milestone(milestones, i);
    }
  }
  [[nodiscard]] std::vector<IcalEvent> in_order() && {
    std::sort(events_.begin(), events_.end(), [](const IcalEvent& a, const IcalEvent& b) {
      return std::tie(a.first, a.uid) < std::tie(b.first, b.uid);
    });
    return std::move(events_);
  }

 private:
  [[nodiscard]] std::string said(const Table& t, std::int64_t row, const char* zh,
                                 const char* en) const {
    const std::string first = t.cell(zh_ ? zh : en, row);
    return first.empty() ? t.cell(zh_ ? en : zh, row) : first;
  }
  static void line(std::string& text, const std::string& more) {
    if (more.empty()) return;
    if (!text.empty()) text += '\n';
    text += more;
  }
  [[nodiscard]] std::string flagged(std::string summary, std::int64_t overdue) const {
    if (overdue <= 0) return summary;
    return (zh_ ? "【逾期】" : "[overdue] ") + std::move(summary);
  }
  static Date day_of(const Table& t, const char* column, std::int64_t row) {
    return t.date(t.index_of(column).value(), row);
  }

  void add_promise(const Table& due, std::int64_t i) {
    const bool step = !due.cell("step_source", i).empty();
    const std::string customer = due.cell("customer", i);
    const std::string purpose = said(due, i, "purpose", "purpose_en");
    IcalEvent e;
    e.uid = step ? uid({"step", due.cell("customer_key", i), due.cell("step_source", i),
                        due.cell("step_key", i)})
                 : uid({"stream", due.cell("customer_key", i), due.cell("stream", i),
                        due.cell("window_from", i)});
    e.first = e.last = day_of(due, "due", i);
    e.summary = flagged(customer + (purpose.empty() ? "" : " · " + purpose),
                        std::stoll(due.cell("overdue_wd", i)));
    std::string text;
    if (!step) line(text, said(due, i, "stream_zh", "stream"));
    line(text, said(due, i, "content_zh", "content_en"));
    std::string contact = due.cell("contact", i);
    const std::string phone = due.cell("phone", i);
    if (!contact.empty() && !phone.empty()) contact += ' ';
    line(text, contact + phone);
    line(text, said(due, i, "why_zh", "why_en"));
    finish(std::move(e), text, due.cell("owner_name", i), "FOLLOW-UP",
           due.cell("customer_key", i));
  }

  void add_milestone(const Table& t, std::int64_t i) {
    IcalEvent e;
    e.uid = uid({"milestone", t.cell("customer_key", i), t.cell("deal", i),
                 t.cell("milestone", i)});
    e.first = e.last = day_of(t, "deadline", i);
    const std::string deal = t.cell("deal_name", i);
    e.summary =
        flagged(t.cell("customer", i) + " · " + said(t, i, "milestone_zh", "milestone"),
                std::stoll(t.cell("overdue_wd", i)));
    std::string text;
    line(text, deal.empty() ? t.cell("deal", i) : deal);
    line(text, said(t, i, "state_zh", "state"));
    line(text, said(t, i, "why_zh", "why_en"));
    finish(std::move(e), text, t.cell("owner_name", i), "MILESTONE",
           t.cell("customer_key", i));
  }

  void finish(IcalEvent e, std::string text, const std::string& owner,
              const char* category, const std::string& customer) {
    if (!owner.empty()) line(text, (zh_ ? "负责人：" : "Owner: ") + owner);
    if (!text.empty()) e.properties.emplace_back("DESCRIPTION", std::move(text));
    e.properties.emplace_back("CATEGORIES", category);
    e.properties.emplace_back("TRANSP", "TRANSPARENT");
    e.properties.emplace_back("X-KITH-CUSTOMER", customer);
    events_.push_back(std::move(e));
  }

  bool zh_;
  std::vector<IcalEvent> events_;
};

}  // namespace

std::string calendar_feed(const View& view, const FeedOptions& options) {
  Feed feed(options.language);
  feed.add_promises(view.due({.owner = options.owner, .with_kept = false}));
  if (options.milestones) feed.add_milestones(view.milestones({.owner = options.owner}));
  const Instant stamp =
      options.stamp == Instant() ? Zone{0}.midnight(view.as_of()) : options.stamp;
  return write_ical("-//Kith//Follow-ups//EN", utc(stamp), std::move(feed).in_order());
}

}  // namespace kith
