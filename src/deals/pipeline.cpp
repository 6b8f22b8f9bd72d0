// The pipeline document: JSON to a compiled value, every error by path.
#include "kith/deals/pipeline.hpp"

#include <algorithm>
#include <array>

namespace kith {
namespace data {
extern const char kith_default_pipeline[];
extern const unsigned long kith_default_pipeline_size;
}  // namespace data

namespace {

constexpr std::array<std::string_view, 1> kKinds{"pipeline"};
constexpr std::array<std::string_view, 3> kAnchors{"created", "entered", "event"};
constexpr std::array<std::string_view, 4> kDoneBy{"entered", "event", "ended",
                                                  "paid_in_full"};
constexpr std::array<std::string_view, 1> kEnds{"won"};
constexpr std::array<std::string_view, 3> kUnits{"working_days", "weeks", "months"};

const PipelineWord* find_word(const std::vector<PipelineWord>& words,
                              std::string_view id) {
  const auto it = std::find_if(words.begin(), words.end(),
                               [id](const PipelineWord& w) { return w.id == id; });
  return it == words.end() ? nullptr : &*it;
}

std::string quoted(std::string_view text) {
  return std::string("\"").append(text).append("\"");
}

/// Names, and the sentences made of them, keep Chinese and English apart by a bar.
std::string read_name(JsonReader& r, std::string_view key) {
  std::string name = r.string(key);
  if (name.find('|') != std::string::npos) {
    r.fail_at(key, Reason::bad_syntax, "a name holds no '|'");
  }
  return name;
}

/// An id is not empty; a member of another type has its own error already.
std::string read_id(JsonReader& r, std::string_view key = "id") {
  const Json* value = r.value().find(key);
  std::string id = read_name(r, key);
  if (id.empty() && value != nullptr && value->as_string() != nullptr) {
    r.fail_at(key, Reason::missing_value, "is empty");
  }
  return id;
}

/// The vocabulary lists: stages, events, reasons.
std::vector<PipelineWord> read_words(std::vector<JsonReader> items) {
  std::vector<PipelineWord> words;
  for (JsonReader& r : items) {
    PipelineWord word{read_id(r), read_name(r, "zh"), read_name(r, "en")};
    if (!word.id.empty() && find_word(words, word.id) != nullptr) {
      r.fail_at("id", Reason::duplicate, quoted(word.id) + " is there already");
    }
    words.push_back(std::move(word));
    r.done();
  }
  return words;
}

/// Reads the milestones against the stages and events read before.
class MilestoneReader {
 public:
  explicit MilestoneReader(const Pipeline& pipeline) : pipeline_(&pipeline) {}

  PipelineMilestone read(JsonReader& r) const {
    PipelineMilestone m;
    m.id = read_id(r);
    m.zh = read_name(r, "zh");
    m.en = read_name(r, "en");
    m.stage = r.has("stage") ? stage(r) : -1;
    m.anchor = anchor(r.object("anchor"));
    m.done_by = done_by(r);
    m.budget = budget(r.object("budget"));
    m.owners = roles(r.array("owners"));
    m.helpers = roles(r.array_or_empty("helpers"));
    m.warn = warn(r);
    r.done();
    return m;
  }

 private:
  std::int32_t stage(JsonReader& r) const {
    const std::string id = read_id(r, "stage");
    const std::int32_t index = pipeline_->stage_index(id);
    if (index < 0 && !id.empty()) {
      r.fail_at("stage", Reason::unknown_name, quoted(id) + " is not a stage");
    }
    return index;
  }

  std::string event(JsonReader& r) const {
    std::string id = read_id(r, "event");
    if (!id.empty() && pipeline_->find_event(id) == nullptr) {
      r.fail_at("event", Reason::unknown_name, quoted(id) + " is not an event");
    }
    return id;
  }

  MilestoneMark anchor(JsonReader r) const {
    return mark(r, kAnchors[static_cast<std::size_t>(r.word("on", kAnchors))], kAnchors);
  }

  std::vector<MilestoneMark> done_by(JsonReader& r) const {
    std::vector<MilestoneMark> marks;
    std::vector<JsonReader> items = r.array("done_by");
    for (JsonReader& item : items) {
      const auto on = static_cast<std::size_t>(item.word("on", kDoneBy));
      marks.push_back(mark(item, kDoneBy[on], kDoneBy));
    }
    const Json* list = r.value().find("done_by");
    if (list != nullptr && list->as_array() != nullptr && list->as_array()->empty()) {
      r.fail_at("done_by", Reason::missing_value, "nothing would ever complete it");
    }
    return marks;
  }

  /// Reads the members that belong to the word of "on". An unknown word has its error
  /// already; what stands beside it is then not judged.
  MilestoneMark mark(JsonReader& r, std::string_view on,
                     std::span<const std::string_view> known) const {
    MilestoneMark m;
    const Json* word = r.value().find("on");
    if (word == nullptr || word->as_string() == nullptr ||
        std::find(known.begin(), known.end(), *word->as_string()) == known.end()) {
      return m;
    }
    if (on == "entered") {
      m.mark = Mark::entered;
      m.stage = stage(r);
    } else if (on == "event") {
      m.mark = Mark::event;
      m.event = event(r);
    } else if (on == "ended") {
      m.mark = Mark::ended;
      r.word("end", kEnds);
    } else if (on == "paid_in_full") {
      m.mark = Mark::paid_in_full;
    }
    r.done();
    return m;
  }

  static MilestoneBudget budget(JsonReader r) {
    MilestoneBudget b;
    b.n = static_cast<std::int32_t>(r.integer("n", 1, 1000));
    b.unit = static_cast<BudgetUnit>(r.word("unit", kUnits) + 1);
    r.done();
    return b;
  }

  static std::vector<Role> roles(const std::vector<JsonReader>& items) {
    std::vector<Role> out;
    for (const JsonReader& item : items) {
      const std::string name = item.as_string();
      if (item.value().as_string() == nullptr) continue;
      const auto code = word_code(role_words(), name);
      if (!code || *code == 0) {
        item.fail(Reason::unknown_name, quoted(name) + " is not a role");
      } else {
        out.push_back(static_cast<Role>(*code));
      }
    }
    return out;
  }

  static std::vector<std::int32_t> warn(JsonReader& r) {
    std::vector<std::int32_t> out;
    for (const JsonReader& item : r.array_or_empty("warn")) {
      out.push_back(static_cast<std::int32_t>(item.as_integer(1, 100)));
    }
    if (std::adjacent_find(out.begin(), out.end(), std::greater_equal<>()) != out.end()) {
      r.fail_at("warn", Reason::bad_order, "must ascend");
    }
    return out;
  }

  const Pipeline* pipeline_;
};

void read_milestones(JsonReader& root, Pipeline& pipeline) {
  const MilestoneReader reader(pipeline);
  std::vector<PipelineMilestone> milestones;
  for (JsonReader& r : root.array_or_empty("milestones")) {
    PipelineMilestone m = reader.read(r);
    const bool known = std::any_of(milestones.begin(), milestones.end(),
                                   [&m](const auto& other) { return other.id == m.id; });
    if (known && !m.id.empty()) {
      r.fail_at("id", Reason::duplicate, quoted(m.id) + " is there already");
    }
    milestones.push_back(std::move(m));
  }
  pipeline.milestones = std::move(milestones);
}

void read_stages(JsonReader& root, Pipeline& pipeline) {
  pipeline.stages = read_words(root.array("stages"));
  const Json* list = root.value().find("stages");
  if (list != nullptr && list->as_array() != nullptr && list->as_array()->empty()) {
    root.fail_at("stages", Reason::missing_value, "a pipeline has at least one stage");
  }
}

}  // namespace

std::int32_t Pipeline::stage_index(std::string_view stage) const noexcept {
  const PipelineWord* found = find_word(stages, stage);
  return found == nullptr ? -1 : static_cast<std::int32_t>(found - stages.data());
}

const PipelineWord* Pipeline::find_event(std::string_view event) const noexcept {
  return find_word(events, event);
}

const PipelineWord* Pipeline::find_lost_reason(std::string_view reason) const noexcept {
  return find_word(lost_reasons, reason);
}

Result<Pipeline> parse_pipeline(const Json& document, std::vector<Error>& errors) {
  const std::size_t before = errors.size();
  JsonReader root(document, errors);
  Pipeline pipeline;
  root.word("kind", kKinds);
  root.integer("schema", 1, 1);
  pipeline.id = read_id(root);
  pipeline.zh = read_name(root, "zh");
  pipeline.en = read_name(root, "en");
  read_stages(root, pipeline);
  pipeline.events = read_words(root.array_or_empty("events"));
  read_milestones(root, pipeline);
  pipeline.lost_reasons = read_words(root.array_or_empty("lost_reasons"));
  root.done();
  if (errors.size() > before) return errors[before];
  return pipeline;
}

std::string_view default_pipeline_json() noexcept {
  return {data::kith_default_pipeline, data::kith_default_pipeline_size};
}

}  // namespace kith
