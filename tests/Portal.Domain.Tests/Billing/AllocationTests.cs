using Portal.Domain.Billing;

namespace Portal.Domain.Tests.Billing;

public sealed class AllocationTests
{
    [Fact]
    public void Split_WithTies_GoesByKey() =>
        Allocation.Split(Eur(100), [new("c", 1), new("a", 1), new("b", 1)])
            .ShouldBe([new("c", Eur(33)), new("a", Eur(34)), new("b", Eur(33))]);

    [Fact]
    public void Split_OfNegativeAmount_MirrorsThePositiveOne() =>
        Seeded.Run(2_000, random =>
        {
            var weights = Weights(random);
            var total = Eur(Seeded.Amount(random));
            var mirrored = Allocation.Split(-total, weights).Select(slice => slice with { Amount = -slice.Amount });
            mirrored.ShouldBe(Allocation.Split(total, weights));
        });

    [Fact]
    public void Split_OfAnything_AddsUpAndStaysWithinOneUnitOfTheExactShare() =>
        Seeded.Run(10_000, random =>
        {
            var weights = Weights(random);
            var total = Eur(Seeded.Amount(random));
            var slices = Allocation.Split(total, weights);
            slices.Aggregate(Int128.Zero, (sum, slice) => sum + slice.Amount.Minor).ShouldBe(total.Minor);
            var whole = weights.Aggregate(Int128.Zero, (sum, weight) => sum + weight.Weight);
            foreach (var (weight, slice) in weights.Zip(slices))
            {
                // |slice - total * weight / whole| < 1, without dividing.
                var near = Int128.Abs((slice.Amount.Minor * whole) - ((Int128)total.Minor * weight.Weight)) < whole;
                (slice.Key == weight.Key && near && (weight.Weight > 0 || slice.Amount.IsZero)).ShouldBeTrue(slice.ToString());
            }
        });

    [Fact]
    public void Split_InAnyOrder_GivesEachPartyTheSame() =>
        Seeded.Run(2_000, random =>
        {
            var weights = Weights(random);
            var total = Eur(Seeded.Amount(random));
            var shuffled = weights.ToArray();
            random.Shuffle(shuffled);
            Allocation.Split(total, shuffled).OrderBy(slice => slice.Key, StringComparer.Ordinal)
                .ShouldBe(Allocation.Split(total, weights).OrderBy(slice => slice.Key, StringComparer.Ordinal));
        });

    [Fact]
    public void Refund_InManyParts_NeverTakesMoreThanIsHeldAndClosesAtZero() =>
        Seeded.Run(2_000, random =>
        {
            var weights = Weights(random);
            var held = Allocation.Split(Eur(random.NextInt64(1, 100_000)), weights);
            while (Sum(held) > 0)
            {
                var refund = Eur(random.NextInt64(1, Sum(held) + 1));
                var given = Allocation.Refund(refund, held);
                Sum(given).ShouldBe(refund.Minor);
                given.Zip(held).All(pair => !pair.First.Amount.IsNegative && pair.First.Amount <= pair.Second.Amount).ShouldBeTrue();
                held = [.. held.Zip(given, (slice, part) => slice with { Amount = slice.Amount - part.Amount })];
            }

            held.All(slice => slice.Amount.IsZero).ShouldBeTrue();
        });

    [Fact]
    public void Refund_OfMoreThanIsHeld_Refuses() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Allocation.Refund(Eur(11), [new("a", Eur(10))]));

    [Fact]
    public void Split_WithoutAnyWeight_Refuses() =>
        Should.Throw<ArgumentException>(() => Allocation.Split(Eur(1), [new("a", 0)]));

    private static AllocationWeight[] Weights(Random random)
    {
        var weights = Enumerable.Range(0, random.Next(1, 8)).Select(index => new AllocationWeight($"p{index}", Weight(random))).ToArray();
        weights[random.Next(weights.Length)] = weights[0] with { Key = "z", Weight = random.NextInt64(1, 10_000) };
        return weights;
    }

    private static long Weight(Random random) => random.Next(5) == 0 ? 0 : Seeded.Amount(random);

    private static long Sum(IEnumerable<AllocationSlice> slices) => slices.Sum(slice => slice.Amount.Minor);

    private static Money Eur(long minor) => new(minor, Currency.Eur);
}
