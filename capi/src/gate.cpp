// One call at a time.
#include "base/os.hpp"
#include "handles.hpp"

namespace kith::capi {

Gate::Gate() : process_(process_id()) {}

Turn::Turn(Gate* gate) : gate_(gate) {
  if (gate_ == nullptr) return;
  if (gate_->process_ != process_id()) {
    throw Error(Status::failed_precondition, Reason::forked,
                "the book was opened before the fork: open it again in this process");
  }
  if (gate_->holder_.load() == std::this_thread::get_id()) {
    throw Error(Status::failed_precondition, Reason::callback,
                "a callback must not use the book that called it");
  }
  gate_->mutex_.lock();
  gate_->holder_.store(std::this_thread::get_id());
}

Turn::~Turn() {
  if (gate_ == nullptr) return;
  gate_->holder_.store(std::thread::id());
  gate_->mutex_.unlock();
}

}  // namespace kith::capi
