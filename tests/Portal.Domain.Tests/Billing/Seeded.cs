using System.Globalization;

namespace Portal.Domain.Tests.Billing;

/// <summary>Runs a property many times on seeded randomness. The seed is in the failure's message; PORTAL_TEST_SEED replays it.</summary>
internal static class Seeded
{
    public static void Run(int times, Action<Random> property)
    {
        var given = Environment.GetEnvironmentVariable("PORTAL_TEST_SEED");
        var seed = given is null ? Random.Shared.Next() : int.Parse(given, CultureInfo.InvariantCulture);
        var random = new Random(seed);
        for (var run = 0; run < times; run++)
        {
            try
            {
                property(random);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Failed in run {run} of seed {seed}; replay with PORTAL_TEST_SEED={seed}. {failure.Message}", failure);
            }
        }
    }

    /// <summary>Amounts of every size, small ones often: that is where rounding bites.</summary>
    public static long Amount(Random random) => random.Next(4) switch
    {
        0 => random.NextInt64(0, 20),
        1 => random.NextInt64(0, 10_000),
        2 => random.NextInt64(0, 1_000_000_000),
        _ => random.NextInt64(0, long.MaxValue),
    };
}
