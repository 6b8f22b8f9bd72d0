// The cadence document: which tier, stage and tags ask for which streams, and what a
// stream asks for. JSON in, a compiled value out; docs/documents.md has every member.
//
// Not here: what it means for a customer on a day (cadence.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "kith/base/json.hpp"
#include "kith/cadence/ranking.hpp"
#include "kith/calendar/calendar.hpp"
#include "kith/calendar/period.hpp"
#include "kith/model/codes.hpp"

namespace kith {

// ---- the document
// -------------------------------------------------------------------------------------------

struct BilingualText {
  std::string zh;
  std::string en;
  auto operator<=>(const BilingualText&) const = default;
};

/// GRID: a point every so many working days, counted from a fixed one.
enum class StreamKind : std::int32_t { period = 1, gap = 2, grid = 3 };

/// What becomes of the windows missed, beside being broken promises.
enum class CatchUp : std::int32_t {
  coalesce = 0,  ///< owed until one touch settles them all
  skip = 1       ///< gone with their windows
};

/// What becomes of promises that fall into days on which the owner is away and nobody
/// stands in.
enum class Leave : std::int32_t {
  owed = 0,   ///< they stay owed
  waive = 1,  ///< a bucket wholly away is waived; a GAP falls due on the first day back
  move = 2    ///< as waive, and a bucket partly away falls due on its last day there
};

struct Ratio {
  std::int64_t num = 1;
  std::int64_t den = 1;
  auto operator<=>(const Ratio&) const = default;
};

/// What an attempt without a reply asks for.
struct Retry {
  std::int32_t after_wd = 2;  ///< try again after so many working days
  std::int32_t times = 2;     ///< at most so often, then the promise is escalated
  auto operator<=>(const Retry&) const = default;
};

/// One rhythm of the document.
struct Stream {
  std::string id;
  BilingualText name;
  std::string purpose;  ///< id in the document's purposes
  BilingualText purpose_words;
  BilingualText content;
  StreamKind kind = StreamKind::period;
  PeriodRule every;            ///< PERIOD
  std::int32_t count = 1;      ///< PERIOD: touches a bucket
  std::int32_t gap_wd = 0;     ///< GAP: working days
  std::int32_t every_wd = 0;   ///< GRID: working days from one point to the next
  Date anchor;                 ///< GRID: one of its points, if a working day
  Ratio early{4, 5};           ///< GAP: share of the period after which the window opens
  std::uint32_t channels = 0;  ///< bit = code of Channel
  bool push = false;           ///< one-way: delivered is enough
  bool executive = false;      ///< needs a touch of executive level
  bool owner = false;          ///< the owner's touches count whatever the role
  std::uint32_t roles = 0;     ///< bit = code of Role; 0 and !owner: anybody
  std::vector<std::string> purposes;  ///< touch purposes it takes; empty: any
  std::int64_t weight = 1;
  std::int32_t grace_wd = 0;
  std::int32_t thin_below_wd = 0;
  /// The window opens so many working days after the last contact with the customer,
  /// whatever it was for, but no later than the due day.
  std::int32_t min_gap_wd = 0;
  CatchUp catch_up = CatchUp::coalesce;
  std::int32_t starvation_cap = 0;  ///< in periods waited; 0: none
  Retry retry;
  bool operator==(const Stream&) const = default;
};

struct TagRule {
  std::string tag;
  BilingualText words;
  Ratio period;
  Ratio weight;
  std::vector<std::string> add;     ///< stream ids
  std::vector<std::string> remove;  ///< stream ids
  /// Bit = code of Channel: of a stream's channels only these count, where it has any of
  /// them. 0: all.
  std::uint32_t channels = 0;
  bool lift_min_gap = false;
  bool operator==(const TagRule&) const = default;
};

struct PlanRule {
  std::vector<std::string> tiers;     ///< empty: any, and none
  std::vector<CustomerStage> stages;  ///< empty: any
  std::vector<std::string> streams;
  bool operator==(const PlanRule&) const = default;
};

/// Compiled and immutable.
struct CadenceDocument {
  std::string id;
  std::int32_t horizon_wd = 10;
  std::vector<std::int32_t> escalate_wd;
  std::vector<std::int32_t> snap_wd;
  std::int32_t hand_over_wd = 0;  ///< nothing breaks so long after the owner changed
  Leave leave = Leave::owed;
  bool spread_first_cycle = false;  ///< View::spread() may set first due days
  std::vector<Stream> streams;
  std::vector<PlanRule> plans;
  std::vector<TagRule> tags;
  Ranking ranking;
  [[nodiscard]] const Stream* find(std::string_view id) const;
  bool operator==(const CadenceDocument&) const = default;
};
/// Every error by path; a document with errors is never half used.
Result<CadenceDocument> parse_cadence(const Json& document, std::vector<Error>& errors);
std::string_view default_cadence_json();

// ---- bound to a calendar
// -------------------------------------------------------------------------------------

/// The buckets of a PERIOD or GRID stream. A bucket of a GRID reaches half a step to both
/// sides of its point; the day in the middle between two belongs to the earlier.
class StreamGrid {
 public:
  StreamGrid(const Calendar& calendar, const Stream& stream);
  [[nodiscard]] DateSpan bucket_of(Date d) const;
  [[nodiscard]] DateSpan next(DateSpan bucket) const {
    return bucket_of(bucket.last.plus_days(1));
  }
  /// Buckets whose first day lies in (a.first, b.first], signed.
  [[nodiscard]] std::int32_t distance(DateSpan a, DateSpan b) const;
  /// Last working day of a PERIOD's bucket, its last day when it has none; the point of a
  /// GRID's.
  [[nodiscard]] DayAnswer due(DateSpan bucket) const;

 private:
  [[nodiscard]] std::int32_t point_of(Date d) const;
  [[nodiscard]] DayAnswer working_day(std::int64_t rank) const;
  std::optional<BucketGrid> buckets_;  ///< PERIOD
  Calendar calendar_;
  Date anchor_;  ///< GRID: a working day
  std::int32_t every_wd_ = 1;
};

/// A document bound to a calendar: its bucket grids made once. Immutable, shared by
/// threads.
class BoundCadence {
 public:
  BoundCadence(CadenceDocument document, Calendar calendar);
  [[nodiscard]] const CadenceDocument& document() const { return document_; }
  /// Grid of a PERIOD or GRID stream.
  [[nodiscard]] const StreamGrid& grid(const Stream& stream) const;

 private:
  using GridKey = std::tuple<PeriodRule, std::int32_t, std::int32_t, Date>;
  static GridKey key_of(const Stream& stream);
  CadenceDocument document_;
  std::vector<std::pair<GridKey, StreamGrid>> grids_;
};

}  // namespace kith
