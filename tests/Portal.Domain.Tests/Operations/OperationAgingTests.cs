using Portal.Domain.Operations;

namespace Portal.Domain.Tests.Operations;

public sealed class OperationAgingTests
{
    [Theory]
    [InlineData(299, 0, false)]
    [InlineData(300, 0, true)]
    [InlineData(300, 1, true)]
    [InlineData(3000, 2, false)]
    public void IsNext_OfWaitAndPlaces_IsOncePatienceIsOverAndAPlaceIsFree(int seconds, int running, bool expected) =>
        OperationAging.IsNext(TimeSpan.FromSeconds(seconds), running).ShouldBe(expected);

    /// <summary>
    /// More urgent work than there are hands for, from several tenants, and a little besides: all of that begins within what the places by age take for those
    /// before it, and what is urgent has all other hands.
    /// </summary>
    [Fact]
    public void IsNext_UnderAnEndlessFlood_LetsEverythingBeginAndLeavesTheUrgentTheRest()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var run = 0; run < 50; run++)
        {
            var (hands, longest) = (random.Next(OperationAging.Places + 1, 17), random.Next(1, 4));
            var urgent = new Queue<int>();
            var others = new Queue<(OperationPriority Asked, int Due)>();
            var running = new List<(bool ByAge, int Ends)>();
            for (var minute = 0; minute < 300; minute++)
            {
                Enumerable.Range(0, hands + 1).ToList().ForEach(_ => urgent.Enqueue(minute));
                if (minute % (2 * longest) == 0)
                {
                    others.Enqueue((random.Next(2) == 0 ? OperationPriority.Waiting : OperationPriority.Background, minute));
                }

                running.RemoveAll(operation => operation.Ends <= minute);
                while (running.Count < hands)
                {
                    var oldest = Math.Min(urgent.Peek(), others.TryPeek(out var waiting) ? waiting.Due : int.MaxValue);
                    var byAge = OperationAging.IsNext(TimeSpan.FromMinutes(minute - oldest), running.Count(operation => operation.ByAge));
                    _ = byAge && others.Count > 0 && others.Peek().Due == oldest ? (object)others.Dequeue() : urgent.Dequeue();
                    running.Add((byAge, minute + random.Next(1, longest + 1)));
                    running.Count(operation => operation.ByAge).ShouldBeLessThanOrEqualTo(OperationAging.Places, $"seed {seed}, run {run}");
                }

                // By age the oldest of all is taken, so nobody waits longer than the longest-waiting urgent one, and by a place's time.
                var bound = Math.Max(OperationAging.Patience.TotalMinutes, minute - urgent.Peek()) + longest;
                others.Where(o => minute - o.Due > bound).ShouldBeEmpty($"seed {seed}, run {run}, minute {minute}");
            }
        }
    }
}
