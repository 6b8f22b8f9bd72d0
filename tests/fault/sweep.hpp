// sweep(call): runs a call clean and counts the points it passes; then fails each point
// in turn, from a fresh copy of everything, and looks at what is left.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "calls.hpp"
#include "fault_vfs.hpp"
#include "memory.hpp"

namespace fault {

/// How the points of a seam fail.
struct Mode {
  Seam seam = Seam::none;
  Refusal refusal = Refusal::io;  ///< of Seam::file
  const char* name = "";
};
const std::vector<Mode>& modes();

struct Tally {
  std::int64_t points = 0;    ///< there are
  std::int64_t runs = 0;      ///< made
  std::int64_t reported = 0;  ///< failed with a documented status
  std::int64_t absorbed = 0;  ///< succeeded all the same, with the right answer
  std::int64_t landed = 0;  ///< failed, yet the change is there whole (I/O at the commit)
  std::vector<std::string> faults;  ///< what must not be
  Tally& operator+=(const Tally& other);
};

/// Which points of a mode are swept: the first ones, then every n-th.
struct Thinning {
  std::int64_t all_of_first = 0;
  std::int64_t at_most = 0;  ///< runs of a call and mode; 0: every point
  std::int64_t offset = 0;
  [[nodiscard]] std::vector<std::int64_t> picks(std::int64_t points) const;
};

class Sweep {
 public:
  explicit Sweep(const Thinning& thinning);
  /// The call without faults; empty when it did as it should.
  std::string clean(const Call& call);
  Tally run(const Call& call, const Mode& mode);
  /// Stops the call at each tick of its callback.
  Tally cancel(const Call& call);
  const Shared& shared() const { return shared_; }

 private:
  struct Expected {
    std::string output;
    std::string state_before;
    std::string state_after;
    std::int64_t ticks = 0;
  };
  const Expected& expected(const Call& call);
  std::int64_t count_points(const Call& call, const Mode& mode);
  std::string fresh_book(const Call& call);
  Tally run_once(const Call& call, const Mode& mode, const Plan& plan,
                 std::int64_t stop_tick);
  void look(const Call& call, const Mode& mode, const Expected& want, World& w,
            kith_status status, Tally& tally);
  void look_at_book(const Call& call, const Mode& mode, const Expected& want, World& w,
                    kith_status status, Tally& tally);
  /// 'b' or 'a': the book of the file says what it said before or after the call; else a
  /// sentence.
  std::string verdict(const Call& call, const std::string& path);
  std::string examine(const std::string& path, bool create);

  Thinning thinning_;
  Folder folder_;
  Shared shared_;
  std::string base_path_;
  std::string before_;
  std::map<std::string, std::string> after_;     ///< by function and variant
  std::map<std::string, Expected> expected_;     ///< by function and variant
  std::map<std::string, std::string> examined_;  ///< answers by the bytes of a file
};

}  // namespace fault
