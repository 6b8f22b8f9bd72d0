// Books against slow readings: the kept set is the heaviest, after any events.
#include <gtest/gtest.h>

#include <set>

#include "kith/planner/capped_book.hpp"
#include "kith/planner/day_book.hpp"
#include "planner/kit.hpp"

namespace kith::planner_test {
namespace {

/// One face for both books.
struct OneChannel {
  DayBook book;
  explicit OneChannel(const DayCapacity& c)
      : book(c.days, c.channels[0].channel, c.channels[0].slots) {}
};
struct Capped {
  CappedBook book;
  explicit Capped(const DayCapacity& c) : book(c) {}
};

template <class Face>
std::vector<JobNumber> insert_all(Face& face, const std::vector<Job>& jobs) {
  std::vector<JobNumber> numbers;
  for (const Job& job : jobs) numbers.push_back(face.book.insert(job).value());
  return numbers;
}

template <class Face>
std::set<std::string> kept_keys(const Face& face, const std::vector<Job>& jobs,
                                const std::vector<JobNumber>& numbers) {
  std::set<std::string> keys;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    if (face.book.kept(numbers[i])) keys.insert(jobs[i].key.text());
  }
  return keys;
}

template <class Face>
std::int64_t kept_weight(const Face& face, const std::vector<Job>& jobs,
                         const std::vector<JobNumber>& numbers) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < jobs.size(); ++i)
    sum += face.book.kept(numbers[i]) ? weight(jobs[i]) : 0;
  return sum;
}

template <class Face>
std::set<std::string> kept_of(const std::vector<Job>& jobs, const DayCapacity& capacity) {
  Face face(capacity);
  const auto numbers = insert_all(face, jobs);
  return kept_keys(face, jobs, numbers);
}

Shape small_shape(Dice& dice, bool caps) {
  Shape shape;
  shape.jobs = dice.between(1, 12);
  shape.channels = caps ? dice.between(1, 2) : 1;
  shape.days = caps ? dice.between(1, 3) : dice.between(1, 5);
  shape.longest = dice.between(1, shape.days);
  shape.most_slots = dice.between(1, 2);
  shape.caps = caps;
  return shape;
}

template <class Face>
void expect_best(std::int32_t number, bool caps) {
  Dice dice(seed() * 1'000'003 + static_cast<std::uint32_t>(number));
  const Shape shape = small_shape(dice, caps);
  const DayCapacity capacity = random_capacity(dice, shape);
  const std::vector<Job> jobs = random_jobs(dice, shape);
  Face face(capacity);
  const auto numbers = insert_all(face, jobs);
  ASSERT_EQ(kept_weight(face, jobs, numbers), best_by_exhaustion(jobs, capacity))
      << "instance " << number;
}

TEST(Books, OneChannelKeepsTheBestOfAllAssignments) {
  for (std::int32_t i = 0; i < plans(10'000); ++i) expect_best<OneChannel>(i, false);
}

TEST(Books, CapsKeepTheBestOfAllAssignments) {
  for (std::int32_t i = 0; i < plans(10'000); ++i) expect_best<Capped>(i, true);
}

Shape large_shape(Dice& dice, std::int32_t i) {
  Shape shape;
  shape.jobs = i % 100 == 0  ? 1'000
               : i % 10 == 0 ? dice.between(100, 300)
                             : dice.between(5, 60);
  shape.days = std::max(3, std::min(60, shape.jobs / dice.between(2, 12)));
  shape.most_slots = dice.between(1, 2 + 2 * shape.jobs / shape.days);
  shape.longest = dice.between(1, 12);
  shape.most_points = 99;
  return shape;
}

TEST(Books, KeepWhatAFlowOfLeastCostKeeps) {
  for (std::int32_t i = 0; i < plans(500); ++i) {
    Dice dice(seed() * 7'001 + static_cast<std::uint32_t>(i));
    Shape shape = large_shape(dice, i);
    shape.caps = i % 2 == 1;
    shape.channels = shape.caps ? 3 : 1;
    const DayCapacity capacity = random_capacity(dice, shape);
    const std::vector<Job> jobs = random_jobs(dice, shape);
    const std::int64_t best = best_by_flow(jobs, capacity);
    Capped capped(capacity);
    const auto numbers = insert_all(capped, jobs);
    ASSERT_EQ(kept_weight(capped, jobs, numbers), best) << "instance " << i;
    if (shape.caps) continue;
    OneChannel one(capacity);
    const auto plain = insert_all(one, jobs);
    ASSERT_EQ(kept_keys(one, jobs, plain), kept_keys(capped, jobs, numbers))
        << "instance " << i;
  }
}

/// The kept set of the jobs that are in the book, made at once, strongest first.
template <class Face>
std::set<std::string> at_once(std::vector<Job> jobs, const DayCapacity& capacity) {
  std::sort(jobs.begin(), jobs.end(), before);
  return kept_of<Face>(jobs, capacity);
}

template <class Face>
void expect_any_history(std::int32_t number, bool caps) {
  Dice dice(seed() * 500'009 + static_cast<std::uint32_t>(number));
  Shape shape = small_shape(dice, caps);
  shape.days = dice.between(1, 8);
  shape.jobs = 0;
  const DayCapacity capacity = random_capacity(dice, shape);
  Face face(capacity);
  std::vector<Job> in;
  std::vector<JobNumber> numbers;
  for (std::int32_t event = 0; event < 40; ++event) {
    if (!in.empty() && dice.between(0, 9) < 4) {
      const auto at = static_cast<std::size_t>(
          dice.between(0, static_cast<std::int32_t>(in.size()) - 1));
      face.book.remove(numbers[at]);
      in.erase(in.begin() + static_cast<std::ptrdiff_t>(at));
      numbers.erase(numbers.begin() + static_cast<std::ptrdiff_t>(at));
    } else {
      in.push_back(random_job(dice, shape, event));
      numbers.push_back(face.book.insert(in.back()).value());
    }
    ASSERT_EQ(kept_keys(face, in, numbers), at_once<Face>(in, capacity))
        << "instance " << number << ", event " << event;
    ASSERT_EQ(static_cast<std::size_t>(face.book.kept_count()),
              kept_keys(face, in, numbers).size());
  }
}

TEST(Books, AnyHistoryEndsWhereABatchDoes) {
  for (std::int32_t i = 0; i < plans(400); ++i) expect_any_history<OneChannel>(i, false);
}
TEST(Books, AnyHistoryUnderCapsEndsWhereABatchDoes) {
  for (std::int32_t i = 0; i < plans(300); ++i) expect_any_history<Capped>(i, true);
}

TEST(Books, SlotsOfADayComeAndGo) {
  for (std::int32_t i = 0; i < plans(300); ++i) {
    Dice dice(seed() * 91 + static_cast<std::uint32_t>(i));
    Shape shape = small_shape(dice, false);
    shape.jobs = 25;
    DayCapacity capacity = random_capacity(dice, shape);
    const std::vector<Job> jobs = random_jobs(dice, shape);
    OneChannel face(capacity);
    const auto numbers = insert_all(face, jobs);
    for (std::int32_t event = 0; event < 20; ++event) {
      const std::int32_t d = dice.between(0, shape.days - 1);
      const std::int32_t slots = dice.between(0, 4);
      capacity.channels[0].slots[static_cast<std::size_t>(d)] = slots;
      face.book.set_slots(kFirst.plus_days(d), slots).value();
      ASSERT_EQ(kept_keys(face, jobs, numbers), kept_of<OneChannel>(jobs, capacity))
          << "instance " << i << ", event " << event;
    }
  }
}

/// A slot more on each channel-day, in the caps above as well; and in each cap that no
/// other one holds. (A slot more below a cap that stays may well take its place there.)
std::vector<DayCapacity> one_slot_more(const DayCapacity& capacity) {
  std::vector<DayCapacity> more;
  for (std::size_t c = 0; c < capacity.channels.size(); ++c) {
    for (std::size_t d = 0; d < capacity.channels[c].slots.size(); ++d) {
      more.push_back(capacity);
      ++more.back().channels[c].slots[d];
      for (Cap& cap : more.back().caps) {
        if (cap.days.contains(kFirst.plus_days(static_cast<std::int64_t>(d))))
          ++cap.slots;
      }
    }
  }
  for (std::size_t i = 0; i < capacity.caps.size(); ++i) {
    const DateSpan& days = capacity.caps[i].days;
    const auto holds = [&](const Cap& cap) {
      return cap.days != days && cap.days.first <= days.first &&
             days.last <= cap.days.last;
    };
    if (std::any_of(capacity.caps.begin(), capacity.caps.end(), holds)) continue;
    more.push_back(capacity);
    for (Cap& cap : more.back().caps) cap.slots += cap.days == days ? 1 : 0;
  }
  return more;
}

template <class Face>
void expect_monotone(std::int32_t number, bool caps) {
  Dice dice(seed() * 77'003 + static_cast<std::uint32_t>(number));
  const Shape shape = small_shape(dice, caps);
  DayCapacity capacity = random_capacity(dice, shape);
  std::vector<Job> jobs = random_jobs(dice, shape);
  const auto kept = kept_of<Face>(jobs, capacity);
  for (Job& job : jobs) {
    if (kept.count(job.key.text()) == 0) continue;
    const Job old = job;
    job.points += dice.between(0, 5);
    if (job.job_class != JobClass::pinned && dice.between(0, 1) == 0)
      job.job_class = static_cast<JobClass>(static_cast<std::int32_t>(job.job_class) - 1);
    ASSERT_EQ(kept_of<Face>(jobs, capacity).count(job.key.text()), 1u)
        << "instance " << number;
    job = old;
  }
  for (const DayCapacity& larger : one_slot_more(capacity)) {
    const auto then = kept_of<Face>(jobs, larger);
    ASSERT_TRUE(std::includes(then.begin(), then.end(), kept.begin(), kept.end()))
        << "instance " << number;
  }
}

TEST(Books, MoreSlotsOrAHigherKeyNeverDropAJob) {
  for (std::int32_t i = 0; i < plans(400); ++i) {
    expect_monotone<OneChannel>(i, false);
    expect_monotone<Capped>(i, true);
  }
}

template <class Face>
void expect_restored(std::int32_t number, bool caps) {
  Dice dice(seed() * 13 + static_cast<std::uint32_t>(number));
  const Shape shape = small_shape(dice, caps);
  const DayCapacity capacity = random_capacity(dice, shape);
  const std::vector<Job> jobs = random_jobs(dice, shape);
  Face face(capacity);
  const auto numbers = insert_all(face, jobs);
  const auto kept = kept_keys(face, jobs, numbers);
  for (std::int32_t k = 0; k < 10; ++k) {
    face.book.remove(face.book.insert(random_job(dice, shape, 100 + k)).value());
    ASSERT_EQ(kept_keys(face, jobs, numbers), kept) << "instance " << number;
  }
}

TEST(Books, InsertThenRemoveRestores) {
  for (std::int32_t i = 0; i < plans(1'000); ++i) {
    expect_restored<OneChannel>(i, false);
    expect_restored<Capped>(i, true);
  }
}

TEST(Books, ASlotMoreUnderCapsIsWhatABatchMakesOfIt) {
  for (std::int32_t i = 0; i < plans(500); ++i) {
    Dice dice(seed() * 3'301 + static_cast<std::uint32_t>(i));
    Shape shape = small_shape(dice, true);
    shape.jobs = 20;
    DayCapacity capacity = random_capacity(dice, shape);
    const std::vector<Job> jobs = random_jobs(dice, shape);
    Capped face(capacity);
    const auto numbers = insert_all(face, jobs);
    for (std::int32_t event = 0; event < 10; ++event) {
      const std::int32_t c = dice.between(0, shape.channels - 1);
      const std::int32_t d = dice.between(0, shape.days - 1);
      ++capacity.channels[static_cast<std::size_t>(c)].slots[static_cast<std::size_t>(d)];
      for (Cap& cap : capacity.caps) {
        if (cap.days.contains(kFirst.plus_days(d))) ++cap.slots;
      }
      face.book.add_slot(channel_number(c), kFirst.plus_days(d));
      ASSERT_EQ(kept_keys(face, jobs, numbers), kept_of<Capped>(jobs, capacity))
          << "instance " << i << ", event " << event;
    }
  }
}

TEST(Books, SayWhatIsWrong) {
  EXPECT_THROW(DayBook({kFirst, kFirst}, Channel::phone, {1, 2}), Error);
  EXPECT_THROW(DayBook({kFirst, kFirst}, Channel::phone, {-1}), Error);
  DayBook book({kFirst, kFirst}, Channel::phone, {1});
  Job job;
  job.key = JobKey("x");
  job.window = {kFirst.plus_days(1), kFirst.plus_days(2)};
  EXPECT_EQ(book.insert(job).error().reason(), Reason::date_out_of_range);
  EXPECT_EQ(book.set_slots(kFirst.plus_days(1), 1).error().field(), "day");
  EXPECT_EQ(book.set_slots(kFirst, -1).error().field(), "slots");
}

}  // namespace
}  // namespace kith::planner_test
