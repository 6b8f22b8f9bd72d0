// Bytes that a host keeps: the frame as it comes, and inside a sound frame a customer's
// state, which must then bear every question of the flow.
#include "fuzz/fuzz.hpp"
#include "kith/base/archive.hpp"
#include "kith/flow/documents.hpp"
#include "kith/flow/flow.hpp"

namespace {

using namespace kith;

const Rules& rules() {
  static const Rules made = [] {
    Batch batch;
    for (const auto kind : {DocumentKind::calendar, DocumentKind::tier,
                            DocumentKind::cadence, DocumentKind::pipeline}) {
      adopt(batch, default_document(kind), Date(19358), Instant(0)).value();
    }
    return Rules::build(batch.facts(), batch.documents(), {}).value();
  }();
  return made;
}

void use(const CustomerState& state) {
  const Result<CustomerState> again = state_from_bytes(state_to_bytes(state));
  LAW(again.has_value());
  LAW(*again == state);
  const Date day(19656);
  (void)wake_of(state, day, rules());
  (void)judge_tier(state, rules(), day);
}

}  // namespace

KITH_FUZZ_TARGET(state) {
  const auto raw = unframe(bytes);
  if (!raw) LAW(!raw.error().message().empty());
  FrameHead head;
  head.content = 1;
  const auto state = state_from_bytes(frame(head, bytes));
  if (state) return use(*state);
  LAW(state.error().status() == Status::data_loss ||
      state.error().status() == Status::unimplemented);
}
