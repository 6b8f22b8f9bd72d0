// What a host with its own database gives back: facts as JSON, references with their
// words, and the bytes of states. What a batch takes, a state and a view over it bear.
#include "fuzz/c_kit.hpp"

namespace {

using namespace kith::fuzz;
using CRules = std::unique_ptr<kith_rules, Ender<kith_rules, kith_rules_free>>;
using CState = std::unique_ptr<kith_state, Ender<kith_state, kith_state_free>>;

const kith_rules* rules() {
  static const CRules made = [] {
    const CBatch documents = documents_batch();
    kith_rules* rules = nullptr;
    LAW(WELL(kith_rules_create(documents.get(), nullptr, &rules, error)));
    return CRules(rules);
  }();
  return made.get();
}

void use(const kith_state* state) {
  kith_buffer bytes{};
  LAW(WELL(kith_state_to_bytes(state, &bytes, error)));
  kith_state* again = nullptr;
  LAW(WELL(kith_state_from_bytes(rules(), bytes.data, bytes.size, &again, error)));
  kith_state_free(again);
  kith_buffer_free(&bytes);
}

/// A view over the state, of whoever is named.
void ask(const kith_state* state, std::string_view actor) {
  kith_view_options from = KITH_VIEW_OPTIONS_INIT;
  from.has_as_of = 1;
  from.as_of = kDay;
  from.actor = view(actor);
  kith_view* over = nullptr;
  if (WELL(
          kith_view_open_over_states(rules(), &state, 1, nullptr, &from, &over, error))) {
    const CView closing(over);
    ask_all(over);
  }
}

void read_facts(std::string_view json) {
  kith_batch* raw = nullptr;
  LAW(WELL(kith_batch_create(nullptr, &raw, error)));
  const CBatch batch(raw);
  std::int64_t added = 0;
  if (!WELL(
          kith_batch_add_json(raw, json.data(), view(json).size, kNow, &added, error))) {
    LAW(kith_batch_size(raw) == 0);
    return;
  }
  LAW(added == kith_batch_size(raw));
  kith_state* built = nullptr;
  if (WELL(kith_state_build(rules(), "yy", -1, raw, &built, error))) use(built);
  kith_state_free(built);
}

}  // namespace

KITH_FUZZ_TARGET(host) {
  Pieces in(bytes);
  const std::uint8_t what = in.byte();
  const std::string_view rest = in.rest();
  if (what % 3 == 0) {
    kith_state* state = nullptr;
    if (WELL(kith_state_from_bytes(rules(), reinterpret_cast<const uint8_t*>(rest.data()),
                                   view(rest).size, &state, error))) {
      use(state);
      ask(state, rest.substr(0, rest.size() % 3));
    }
    kith_state_free(state);
  } else if (what % 3 == 1) {
    read_facts(rest);
  } else {
    const CBatch batch = small_batch();
    const std::string_view reference = rest.substr(0, 32);
    const std::string_view words = rest.substr(reference.size());
    (void)WELL(kith_batch_add_words(batch.get(), reference.data(), view(reference).size,
                                    words.data(), view(words).size, error));
  }
}
