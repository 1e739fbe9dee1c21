using Portal.Operators.Kubernetes;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Kubernetes;

public sealed class WorkQueueTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Add_Twice_ComesOnce()
    {
        using var queue = new WorkQueue<string>(_time);
        queue.Add("a");
        queue.Add("a");

        (await queue.TakeAsync(CancellationToken.None)).ShouldBe("a");
        queue.Done("a");

        queue.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Add_WhileWorkedOn_ComesAgainAfterwardsAndNotBefore()
    {
        using var queue = new WorkQueue<string>(_time);
        queue.Add("a");
        await queue.TakeAsync(CancellationToken.None);
        queue.Add("a");
        var second = queue.TakeAsync(CancellationToken.None);
        second.IsCompleted.ShouldBeFalse();

        queue.Done("a");

        (await second).ShouldBe("a");
    }

    [Fact]
    public async Task Add_UrgentAfterMany_ComesFirst()
    {
        using var queue = new WorkQueue<string>(_time);
        queue.Add("a");
        queue.Add("b");
        queue.Add("c", isUrgent: true);

        (await queue.TakeAsync(CancellationToken.None)).ShouldBe("c");
        (await queue.TakeAsync(CancellationToken.None)).ShouldBe("a");
    }

    [Fact]
    public void AddAfter_Twice_KeepsTheEarlierTime()
    {
        using var queue = new WorkQueue<string>(_time);
        queue.AddAfter("a", TimeSpan.FromSeconds(10));
        queue.AddAfter("a", TimeSpan.FromSeconds(2));
        queue.AddAfter("a", TimeSpan.FromSeconds(5));

        _time.Advance(TimeSpan.FromSeconds(1));
        queue.Count.ShouldBe(0);
        _time.Advance(TimeSpan.FromSeconds(1));
        queue.Count.ShouldBe(1);
        _time.Advance(TimeSpan.FromSeconds(20));
        queue.Count.ShouldBe(1);
    }

    [Fact]
    public void AddRateLimited_Repeatedly_WaitsLongerUntilForgotten()
    {
        using var queue = new WorkQueue<string>(_time);
        var waits = Enumerable.Range(0, 6).Select(_ => queue.AddRateLimited("a")).ToList();

        waits[5].ShouldBeGreaterThan(waits[0] * 8);
        queue.Forget("a");
        queue.AddRateLimited("a").ShouldBeLessThanOrEqualTo(TimeSpan.FromMilliseconds(100));
    }
}
