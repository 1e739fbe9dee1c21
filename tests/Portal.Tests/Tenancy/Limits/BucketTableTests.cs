using System.Net;
using Portal.Domain.Tenancy;
using Portal.Tenancy.Limits;

namespace Portal.Tests.Tenancy.Limits;

public sealed class BucketTableTests
{
    private static readonly Rate Slow = new(TimeSpan.TicksPerMinute, 10);

    [Fact]
    public void Take_ForAMillionAddresses_GrowsMemoryByLessThanFiftyMegabytes()
    {
        var limits = new AddressLimits(Microsoft.Extensions.Options.Options.Create(new RateLimitOptions()), TimeProvider.System);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var random = new Random(7);
        Span<byte> bytes = stackalloc byte[16];
        for (var i = 0; i < 1_000_000; i++)
        {
            random.NextBytes(bytes);
            limits.TakeRequest(new IPAddress(i % 2 == 0 ? bytes[..4] : bytes));
        }

        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(50 * 1024 * 1024);
        limits.Known.ShouldBeLessThanOrEqualTo(AddressLimits.Capacity);
        GC.KeepAlive(limits);
    }

    [Fact]
    public void Take_ByWhoeverIsKnown_IsNotTouchedByAFloodOfStrangers()
    {
        var time = new ManualClock();
        var table = new BucketTable<int>(100, time);
        for (var key = 0; key < 100; key++)
        {
            table.Take(key, Slow);
        }

        var allowed = Enumerable.Range(1000, 5000).Count(stranger => table.Take(stranger, Slow).Allowed);
        allowed.ShouldBe(160, "strangers share one bucket of sixteen");
        table.Take(5, Slow).ShouldBe(new RateAnswer(true, 8, 0, 2 * TimeSpan.TicksPerMinute));
    }

    [Fact]
    public void Take_OnceBucketsAreFullAgain_HasRoomForOthers()
    {
        var time = new ManualClock();
        var table = new BucketTable<int>(10, time);
        for (var key = 0; key < 10; key++)
        {
            table.Take(key, Slow);
        }

        time.Advance(TimeSpan.FromMinutes(2));
        table.Take(99, Slow);
        table.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    public void AddressKey_OfTwoAddresses_IsTheSameForOneHousehold(string one, string other, bool same) =>
        (AddressKey.Of(IPAddress.Parse(one)) == AddressKey.Of(IPAddress.Parse(other))).ShouldBe(same);

    private sealed class ManualClock : TimeProvider
    {
        private long _now = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan by) => _now += by.Ticks;
    }
}
