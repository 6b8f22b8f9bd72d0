// Pipeline: the document that names the stages of a deal and the milestones on the way,
// compiled.
//
//   {"kind":"pipeline","schema":1,"id":"default","zh":"销售流程","en":"Sales",
//    "stages":[{"id":"needs_confirmed","zh":"需求确认","en":"Needs confirmed"}, …],
//    "events":[{"id":"contract_signed","zh":"合同签订","en":"Contract signed"}, …],
//    "milestones":[{"id":"payment","zh":"回款完成","en":"Payment","stage":"paid",
//                   "anchor":{"on":"event","event":"contract_signed"},
//                   "done_by":[{"on":"entered","stage":"paid"},{"on":"paid_in_full"}],
//                   "budget":{"n":5,"unit":"working_days"},
//                   "owners":["account_manager"],"helpers":["finance"],"warn":[50,80]},
//                   …],
//    "lost_reasons":[{"id":"price","zh":"价格过高","en":"Price"}, …]}
//
// Not here: the deals themselves (deals.hpp).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kith/base/json.hpp"
#include "kith/base/result.hpp"
#include "kith/model/codes.hpp"

namespace kith {

/// A word of a pipeline's own vocabulary: a stage, an event, a reason.
struct PipelineWord {
  std::string id;
  std::string zh;
  std::string en;
  bool operator==(const PipelineWord&) const = default;
  [[nodiscard]] const std::string& in(Language language) const noexcept {
    return language == Language::chinese ? zh : en;
  }
};

/// What a milestone starts at or is done by. Append-only.
enum class Mark : std::int32_t {
  created = 1,       ///< the deal was created (anchor only)
  entered = 2,       ///< a stage was entered
  event = 3,         ///< a named event happened
  ended = 4,         ///< the deal ended won (done_by only)
  paid_in_full = 5,  ///< receipts reach the amount (done_by only)
};
struct MilestoneMark {
  Mark mark = Mark::created;
  std::int32_t stage = -1;  ///< entered: index of the stage
  std::string event;        ///< event: its id
  bool operator==(const MilestoneMark&) const = default;
};

enum class BudgetUnit : std::int32_t { working_days = 1, weeks = 2, months = 3 };
/// Weeks and months are calendar spans whose non-working end rolls to the next working
/// day.
struct MilestoneBudget {
  std::int32_t n = 0;
  BudgetUnit unit = BudgetUnit::working_days;
  bool operator==(const MilestoneBudget&) const = default;
};

struct PipelineMilestone {
  std::string id;
  std::string zh;
  std::string en;
  /// The stage it stands for, -1: none. It is passed over once the deal is past that
  /// stage.
  std::int32_t stage = -1;
  MilestoneMark anchor;
  std::vector<MilestoneMark> done_by;  ///< any of them
  MilestoneBudget budget;
  std::vector<Role> owners;
  std::vector<Role> helpers;
  std::vector<std::int32_t> warn;  ///< per cent of the budget, ascending, 1–100
  bool operator==(const PipelineMilestone&) const = default;
};

/// Immutable once parsed.
struct Pipeline {
  std::string id;
  std::string zh;
  std::string en;
  std::vector<PipelineWord> stages;  ///< in order
  std::vector<PipelineWord> events;
  std::vector<PipelineMilestone> milestones;  ///< in the document's order
  std::vector<PipelineWord> lost_reasons;
  bool operator==(const Pipeline&) const = default;
  /// Index of a stage by id, or -1.
  [[nodiscard]] std::int32_t stage_index(std::string_view stage) const noexcept;
  /// The word of an event or a lost reason, nullptr when the document does not name it.
  [[nodiscard]] const PipelineWord* find_event(std::string_view event) const noexcept;
  [[nodiscard]] const PipelineWord* find_lost_reason(
      std::string_view reason) const noexcept;
};

/// Compiles a document of kind "pipeline". Every error of it is added to `errors` by
/// path; the result is the first of those added here, or the pipeline when there is none.
Result<Pipeline> parse_pipeline(const Json& document, std::vector<Error>& errors);
/// The document compiled in from data/documents/pipeline.json; its id is "default".
std::string_view default_pipeline_json() noexcept;

/// Id that a deal without a pipeline of its own has.
inline constexpr std::string_view kDefaultPipeline = "default";
/// The event that wins a deal.
inline constexpr std::string_view kContractSigned = "contract_signed";

}  // namespace kith
