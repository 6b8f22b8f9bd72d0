#include "book/codec.hpp"

#include <array>
#include <utility>

#include "book/sqlite_error.hpp"
#include "kith/base/archive.hpp"

namespace kith::book {
namespace {

constexpr std::size_t kPrintBytes = 4;

std::uint32_t print_at(std::string_view prints, std::size_t i) {
  std::uint32_t n = 0;
  for (std::size_t b = 0; b < kPrintBytes; ++b) {
    n |= std::uint32_t{static_cast<unsigned char>(prints[i + b])} << (8 * b);
  }
  return n;
}

Error unreadable_chunk() { return damaged("an owner's chunk cannot be read"); }

/// The varints of an archive, one after another.
class Varints {
 public:
  explicit Varints(std::string_view bytes) : bytes_(bytes) {}
  std::uint64_t next() {
    std::uint64_t n = 0;
    for (int shift = 0; shift < 64 && read_ < bytes_.size(); shift += 7) {
      const auto b = static_cast<unsigned char>(bytes_[read_++]);
      n |= std::uint64_t{b & 0x7fu} << shift;
      if (b < 0x80) return n;
    }
    throw unreadable_chunk();
  }
  std::string_view text() {
    const std::uint64_t size = next();
    if (size > bytes_.size() - read_) throw unreadable_chunk();
    const std::string_view text = bytes_.substr(read_, static_cast<std::size_t>(size));
    read_ += text.size();
    return text;
  }
  [[nodiscard]] std::size_t read() const { return read_; }

 private:
  std::string_view bytes_;
  std::size_t read_ = 0;
};

constexpr std::array kOutlookDays{&Outlook::wake, &Outlook::first_due,
                                  &Outlook::late_from, &Outlook::due,
                                  &Outlook::holds_until};

/// A day of the outlook in few bytes: 0 for never, 1 and up from the day of the last fact
/// on, negative before it.
std::int64_t days_ahead(Date last, Date day) {
  if (day == Date::max()) return 0;
  const std::int64_t ahead = std::int64_t{day.days()} - last.days();
  return ahead >= 0 ? ahead + 1 : ahead;
}
Date day_ahead(Date last, std::int64_t ahead) {
  if (ahead == 0) return Date::max();
  constexpr std::int64_t kFurthest = 10'000'000;
  if (ahead < -kFurthest || ahead > kFurthest) throw unreadable_chunk();
  const auto day = Date::checked(last.days() + (ahead > 0 ? ahead - 1 : ahead));
  if (!day) throw unreadable_chunk();
  return *day;
}

constexpr std::uint8_t kUsualContent = 1;
constexpr std::uint8_t kUsualFeedback = 2;
constexpr std::string_view kContent = "content";
constexpr std::string_view kFeedback = "feedback";

std::uint8_t usual_refs(const FactHead& head, const TouchFact& touch) {
  std::uint8_t usual = 0;
  if (!touch.content.empty() && touch.content == text_ref(head, kContent))
    usual |= kUsualContent;
  if (!touch.feedback.empty() && touch.feedback == text_ref(head, kFeedback))
    usual |= kUsualFeedback;
  return usual;
}

}  // namespace

std::string fact_bytes(const Fact& fact) {
  OutArchive out;
  const FactHead& head = fact.head;
  const auto* touch = std::get_if<TouchFact>(&fact.body);
  const std::uint8_t usual = touch == nullptr ? 0 : usual_refs(head, *touch);
  out << usual << head.event << head.revision << head.occurred << head.author
      << head.replaces;
  if (usual == 0) {
    out << fact.body;
  } else {
    TouchFact bare = *touch;
    if ((usual & kUsualContent) != 0) bare.content = {};
    if ((usual & kUsualFeedback) != 0) bare.feedback = {};
    out << FactBody(std::move(bare));
  }
  return std::move(out).bytes();
}

Fact fact_from(std::string_view bytes, const CustomerKey& root, Instant recorded) {
  Fact fact;
  FactHead& head = fact.head;
  std::uint8_t usual = 0;
  try {
    InArchive in(bytes);
    in >> usual >> head.event >> head.revision >> head.occurred >> head.author >>
        head.replaces >> fact.body;
    if (in.left() != 0) throw damaged("bytes left over after the value");
  } catch (const Error& e) {
    if (e.reason() == Reason::newer_version) throw;
    throw damaged("a fact of the log cannot be read, " + e.message());
  }
  head.root = root;
  head.recorded = recorded;
  if (auto* touch = std::get_if<TouchFact>(&fact.body)) {
    if ((usual & kUsualContent) != 0) touch->content = text_ref(head, kContent);
    if ((usual & kUsualFeedback) != 0) touch->feedback = text_ref(head, kFeedback);
  }
  return fact;
}

std::string words_bytes(const std::vector<std::string>& words) {
  for (const std::string& w : words) {
    if (!w.empty()) return encode(words);
  }
  return {};
}

std::vector<std::string> words_from(std::string_view bytes) {
  if (bytes.empty()) return {};
  auto words = decode<std::vector<std::string>>(bytes);
  if (!words) throw damaged("the words of a fact cannot be read");
  return *std::move(words);
}

std::uint32_t fingerprint(const HashKey& salt, const EventKey& event) {
  return static_cast<std::uint32_t>(
      KeyedHash(salt).part(event.source).part(event.key).finish().hi);
}

bool has_fingerprint(std::string_view prints, std::uint32_t print) {
  for (std::size_t i = 0; i + kPrintBytes <= prints.size(); i += kPrintBytes) {
    if (print_at(prints, i) == print) return true;
  }
  return false;
}

void add_fingerprint(std::string& prints, std::uint32_t print) {
  for (std::size_t b = 0; b < kPrintBytes; ++b) {
    prints.push_back(static_cast<char>(print >> (8 * b)));
  }
}

std::string slot_bytes(const Slot& s) {
  OutArchive fields;
  fields << s.customer << s.key << s.tier << s.last;
  for (const Date Outlook::*day : kOutlookDays)
    fields << days_ahead(s.last, s.outlook.*day);
  OutArchive out;
  out << fields.bytes();
  return std::move(out).bytes();
}

// Reads lengths by hand: a chunk is walked for every touch.
SlotPlace find_slot(std::string_view bytes, std::int64_t customer) {
  SlotPlace place;
  while (place.at < bytes.size()) {
    Varints in(bytes.substr(place.at));
    const std::uint64_t fields = in.next();
    const std::size_t head = in.read();
    const std::int64_t here = detail::unzigzag(in.next());
    if (fields > bytes.size() - place.at - head) throw unreadable_chunk();
    if (here > customer) return place;
    place.size = head + static_cast<std::size_t>(fields);
    if (here == customer) return place;
    place.at += std::exchange(place.size, 0);
  }
  return place;
}

// By hand too: a list is made of hundreds.
void each_slot(std::string_view bytes,
               const std::function<void(const SlotView&)>& visit) {
  Varints in(bytes);
  while (in.read() < bytes.size()) {
    const std::uint64_t fields = in.next();
    const std::size_t before = in.read();
    SlotView s;
    s.customer = detail::unzigzag(in.next());
    s.key = in.text();
    s.tier = in.text();
    const auto last = Date::checked(detail::unzigzag(in.next()));
    if (!last) throw unreadable_chunk();
    s.last = *last;
    for (Date Outlook::*day : kOutlookDays)
      s.outlook.*day = day_ahead(s.last, detail::unzigzag(in.next()));
    if (in.read() - before != fields) throw unreadable_chunk();
    visit(s);
  }
}

std::vector<Slot> slots_from(std::string_view bytes) {
  std::vector<Slot> slots;
  each_slot(bytes, [&](const SlotView& s) {
    slots.push_back({s.customer, CustomerKey(std::string(s.key)), std::string(s.tier),
                     s.last, s.outlook});
  });
  return slots;
}

}  // namespace kith::book
