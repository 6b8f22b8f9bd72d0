#include "sweep.hpp"

#include <algorithm>
#include <exception>
#include <utility>

namespace fault {

namespace fs = std::filesystem;

namespace {

std::string name_of(const Call& call) {
  return call.variant.empty() ? call.function : call.function + " (" + call.variant + ")";
}

struct Ending {
  kith_status status;
  std::int32_t reason;
  auto operator<=>(const Ending&) const = default;
};

/// How a call may end when points of a mode fail.
bool documented(const Mode& mode, const Ending& end) {
  constexpr Ending kNoMemory{KITH_RESOURCE_EXHAUSTED, KITH_REASON_NO_MEMORY};
  constexpr Ending kIo{KITH_UNAVAILABLE, KITH_REASON_IO};
  switch (mode.seam) {
    case Seam::cpp:
    case Seam::sqlite:
      return end == kNoMemory;
    case Seam::c:  // the C library cannot open a file without memory
      return end == kNoMemory || end == kIo;
    case Seam::file:
      switch (mode.refusal) {
        case Refusal::io:
          return end == kIo;
        case Refusal::full:
          return end == Ending{KITH_RESOURCE_EXHAUSTED, KITH_REASON_DISK_FULL};
        case Refusal::busy:
          return end == Ending{KITH_UNAVAILABLE, KITH_REASON_BUSY};
      }
      return false;
    case Seam::none:
      return end == Ending{KITH_CANCELLED, KITH_REASON_CALLBACK};
  }
  return false;
}

void copy_book(const std::string& from, const std::string& to) {
  for (const char* suffix : {"", "-wal", "-journal"}) {
    fs::remove(to + suffix);
    if (fs::exists(from + suffix)) fs::copy_file(from + suffix, to + suffix);
  }
  fs::remove(to + "-shm");
}

std::string tail(const std::string& s) {
  return s.size() > 300 ? s.substr(0, 300) + "..." : s;
}

}  // namespace

const std::vector<Mode>& modes() {
  static const std::vector<Mode> list{
      {Seam::cpp, {}, "operator new"},
      {Seam::sqlite, {}, "SQLite's memory"},
      {Seam::c, {}, "malloc"},
      {Seam::file, Refusal::io, "I/O error"},
      {Seam::file, Refusal::full, "disk full"},
      {Seam::file, Refusal::busy, "lock held"},
  };
  return list;
}

Tally& Tally::operator+=(const Tally& other) {
  points += other.points;
  runs += other.runs;
  reported += other.reported;
  absorbed += other.absorbed;
  landed += other.landed;
  faults.insert(faults.end(), other.faults.begin(), other.faults.end());
  return *this;
}

std::vector<std::int64_t> Thinning::picks(std::int64_t points) const {
  std::vector<std::int64_t> out;
  const std::int64_t whole =
      at_most == 0 ? points : std::min(points, std::min(all_of_first, at_most));
  for (std::int64_t i = 1; i <= whole; ++i) out.push_back(i);
  if (whole == points) return out;
  const std::int64_t rest = points - whole;
  const std::int64_t step = std::max<std::int64_t>(1, rest / (at_most - whole + 1));
  for (std::int64_t i = whole + 1 + offset % step; i <= points; i += step)
    out.push_back(i);
  return out;
}

Sweep::Sweep(const Thinning& thinning)
    : thinning_(thinning), base_path_(folder_.file("base.kith")) {
  kith_book* book = open_book(base_path_, KITH_DURABILITY_FULL, true);
  FAULT_MUST(
      kith_book_record(book, shared_.base, kNow - 1, nullptr, nullptr, nullptr, error));
  kith_book_close(book);
  before_ = examine(base_path_, false);
}

std::string Sweep::fresh_book(const Call& call) {
  std::string path = folder_.file("run.kith");
  for (const char* suffix :
       {"", "-wal", "-shm", "-journal", ".copy", ".copy.part", ".copy.part-journal"})
    fs::remove(path + suffix);
  if (call.book != Book::none && call.book != Book::creates)
    fs::copy_file(base_path_, path);
  return path;
}

std::string Sweep::examine(const std::string& path, bool create) {
  try {
    kith_book* book = open_book(path, KITH_DURABILITY_FULL, create);
    struct Close {
      kith_book* book;
      ~Close() { kith_book_close(book); }
    } close{book};
    FAULT_MUST(kith_book_check(book, error));
    std::string said = answers(book);
    std::int64_t differed = 0;
    FAULT_MUST(kith_book_rebuild(book, nullptr, nullptr, &differed, error));
    if (differed != 0) return std::to_string(differed) + " states differ from the facts";
    return said;
  } catch (const std::exception& e) {
    return e.what();
  }
}

std::string Sweep::verdict(const Call& call, const std::string& path) {
  const bool create = call.book == Book::creates;
  // What SQLite recovers from is not only the file, so it is brought to rest first.
  try {
    kith_book_close(open_book(path, KITH_DURABILITY_FULL, create));
  } catch (const std::exception& e) {
    return e.what();
  }
  auto [it, is_new] = examined_.try_emplace(bytes_of(path));
  if (is_new) it->second = examine(path, create);
  if (it->second == after_.at(name_of(call))) return "a";
  if (!create && it->second == before_) return "b";
  return "neither before nor after: " + tail(it->second);
}

const Sweep::Expected& Sweep::expected(const Call& call) {
  const auto [it, is_new] = expected_.try_emplace(name_of(call));
  if (!is_new) return it->second;
  Expected& e = it->second;
  const std::string path = fresh_book(call);
  {
    World w(shared_, path);
    call.set_up(w);
    e.state_before = call.state(w);
    const kith_status status = call.run(w, &w.error);
    if (status != call.status)
      must(KITH_INTERNAL, std::exchange(w.error, nullptr), name_of(call).c_str());
    e.output = w.out.dump();
    e.state_after = call.state(w);
    e.ticks = w.ticks;
  }
  after_[name_of(call)] = call.book == Book::none ? "" : examine(path, false);
  return e;
}

std::string Sweep::clean(const Call& call) {
  try {
    const Expected& first = expected(call);
    // Once more: the same answer, and nothing is left of it.
    const std::int64_t before = live_blocks();
    {
      World w(shared_, fresh_book(call));
      call.set_up(w);
      if (call.run(w, &w.error) != call.status) return "another status";
      if (w.out.dump() != first.output) return "another answer the second time";
    }
    const std::int64_t after = live_blocks();
    if (after != before) return std::to_string(after - before) + " blocks leak";
  } catch (const std::exception& e) {
    return e.what();
  }
  return "";
}

std::int64_t Sweep::count_points(const Call& call, const Mode& mode) {
  refuse_with(mode.refusal);
  World w(shared_, fresh_book(call));
  call.set_up(w);
  arm({mode.seam, 0, false});
  static_cast<void>(call.run(w, &w.error));
  return disarm();
}

void Sweep::look_at_book(const Call& call, const Mode& mode, const Expected& want,
                         World& w, kith_status status, Tally& tally) {
  const auto wrong = [&](const std::string& what) { tally.faults.push_back(what); };
  const bool ok = status == call.status;
  // As a crash would leave it, from a copy; then as the handle itself sees it.
  const std::string left = folder_.file("left.kith");
  if (fs::exists(w.path) || call.book == Book::creates) {
    copy_book(w.path, left);
    const std::string now = verdict(call, left);
    const bool after = now == "a";
    if (!after && now != "b") wrong("left behind: " + now);
    if (call.book == Book::writes && after_.at(name_of(call)) != before_) {
      if (ok && !after) wrong("acknowledged, but not there");
      if (!ok && after) {
        ++tally.landed;
        if (mode.seam != Seam::file) wrong("failed, but the change is there");
      }
    }
  }
  const bool copies = call.function == "kith_book_backup";
  if (copies && fs::exists(w.copy_path) != ok) wrong("a backup that is no backup");
  if (copies && ok && verdict(call, w.copy_path) != "a")
    wrong("the backup is not the book");
  if (ok || call.cannot_fail) return;
  Outputs& out = w.out;
  kith_error_free(std::exchange(w.error, nullptr));
  w.ticks = 0;
  w.stop_tick = 0;
  const kith_status again = call.run(w, &w.error);
  if (again != call.status) {
    wrong("tried again on the same handle: " + str(kith_error_message(w.error)));
  } else if (w.out.dump() != want.output && tally.landed == 0) {
    wrong("tried again on the same handle: another answer: " + tail(w.out.dump()));
  }
  kith_view_close(std::exchange(w.view, nullptr));
  kith_view_close(std::exchange(out.view, nullptr));
  kith_book_close(std::exchange(w.book, nullptr));
  kith_book_close(std::exchange(out.book, nullptr));
  const std::string then = verdict(call, w.path);
  if (then != "a") wrong("tried again: " + then);
}

void Sweep::look(const Call& call, const Mode& mode, const Expected& want, World& w,
                 kith_status status, Tally& tally) {
  const auto wrong = [&](const std::string& what) { tally.faults.push_back(what); };
  if (status == call.status) {
    ++tally.absorbed;
    if (w.out.dump() != want.output) wrong("another answer: " + tail(w.out.dump()));
    if (call.state(w) != want.state_after) wrong("succeeded, but changed otherwise");
  } else {
    ++tally.reported;
    const Ending end{status, kith_error_reason(w.error)};
    if (w.error == nullptr || kith_error_status(w.error) != status)
      wrong("no error, or one of another status");
    if (!documented(mode, end))
      wrong("not documented: " + std::to_string(status) + ", " +
            str(kith_reason_name(end.reason)) + ": " + str(kith_error_message(w.error)));
    if (!w.out.is_zero()) wrong("an output is left");
    if (call.state(w) != want.state_before) wrong("failed, but changed its argument");
  }
  if (call.book != Book::none) look_at_book(call, mode, want, w, status, tally);
}

// One run with a fault. Blocks of the harness itself stay when it examines a file for the
// first time; then the run is made again to see what the call leaves.
Tally Sweep::run_once(const Call& call, const Mode& mode, const Plan& plan,
                      std::int64_t stop_tick) {
  const Expected& want = expected(call);
  while (true) {
    Tally tally;
    const std::string path = fresh_book(call);
    const std::size_t examined = examined_.size();
    const std::int64_t before = live_blocks();
    try {
      World w(shared_, path);
      w.stop_tick = stop_tick;
      call.set_up(w);
      refuse_with(mode.refusal);
      arm(plan);
      const kith_status status = call.run(w, &w.error);
      disarm();
      // Beyond the end: some things are made once and kept, so that a run may pass fewer
      // points than the one that was counted.
      if (plan.index != 0 && hits() == 0) return {};
      look(call, mode, want, w, status, tally);
    } catch (const std::exception& e) {
      disarm();
      tally.faults.emplace_back(std::string("looking at it: ") + e.what());
    }
    const std::int64_t leaked = live_blocks() - before;
    if (examined_.size() != examined) continue;
    // minizip forgets its buffer when zlib gets no memory to unpack an entry.
    const bool of_minizip =
        mode.seam == Seam::c && leaked == 1 && call.variant == "sheets.xlsx";
    if (leaked != 0 && !of_minizip && tally.faults.empty())
      tally.faults.push_back(std::to_string(leaked) + " blocks leak");
    ++tally.runs;
    return tally;
  }
}

Tally Sweep::run(const Call& call, const Mode& mode) {
  Tally sum;
  sum.points = count_points(call, mode);
  for (const std::int64_t index : thinning_.picks(sum.points)) {
    for (const bool sticky : {false, true}) {
      // Who waits for a lock that nobody ever gives back waits for the whole of its time.
      if (sticky && mode.seam == Seam::file && mode.refusal == Refusal::busy) continue;
      Tally one = run_once(call, mode, {mode.seam, index, sticky}, 0);
      for (std::string& fault : one.faults) {
        fault = name_of(call) + ", " + mode.name + " " + std::to_string(index) + " of " +
                std::to_string(sum.points) +
                (mode.seam == Seam::file ? " (" + failed_operation() + ")" : "") +
                (sticky ? " and on" : "") + ": " + fault;
      }
      sum += one;
    }
  }
  return sum;
}

Tally Sweep::cancel(const Call& call) {
  Tally sum;
  sum.points = expected(call).ticks;
  for (std::int64_t tick = 1; tick <= sum.points; ++tick) {
    Tally one = run_once(call, {Seam::none, {}, "stopped"}, {}, tick);
    for (std::string& fault : one.faults)
      fault = name_of(call) + ", stopped at tick " + std::to_string(tick) + ": " + fault;
    if (one.reported != 1) one.faults.push_back(name_of(call) + ": was not stopped");
    sum += one;
  }
  return sum;
}

}  // namespace fault
