namespace Portal.Domain.Billing;

/// <summary>
/// Divides an amount among parties so that the slices add up to it exactly: largest remainder in integers, ties by key. Each
/// slice differs from its exact share by less than one minor unit, and the order in which parties are given does not matter.
/// </summary>
public static class Allocation
{
    public static IReadOnlyList<AllocationSlice> Split(Money total, IReadOnlyList<AllocationWeight> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var sum = SumOf(weights);
        // |total| is allocated and the sign put back, so that a refund of a sale is the mirror image of the sale.
        var magnitude = Int128.Abs(total.Minor);
        var shares = weights.Select((weight, index) => Share.Of(magnitude, weight, sum, index)).ToArray();
        var left = (long)(magnitude - shares.Aggregate(Int128.Zero, (taken, share) => taken + share.Floor));
        var slices = new AllocationSlice[shares.Length];
        foreach (var share in shares.OrderByDescending(share => share.Remainder).ThenBy(share => share.Key, StringComparer.Ordinal))
        {
            var amount = share.Floor + (left-- > 0 ? 1 : 0);
            slices[share.Index] = new AllocationSlice(share.Key, total with { Minor = (long)(total.Minor < 0 ? -amount : amount) });
        }

        return slices;
    }

    /// <summary>
    /// Divides a refund among the parties by what each still holds. Largest remainder is not monotone in its total, so a
    /// cumulative refund allocated anew could hand a party a negative slice; by remaining amounts each slice stays between
    /// zero and what the party holds, and the last refund closes every party at exactly zero.
    /// </summary>
    public static IReadOnlyList<AllocationSlice> Refund(Money refund, IReadOnlyList<AllocationSlice> remaining)
    {
        ArgumentNullException.ThrowIfNull(remaining);
        var held = Money.Sum(refund.Currency, remaining.Select(slice => slice.Amount));
        if (refund.IsNegative || refund > held)
        {
            throw new ArgumentOutOfRangeException(nameof(refund), refund, $"A refund is between zero and what is left, {held}.");
        }

        return held.IsZero
            ? [.. remaining]
            : Split(refund, [.. remaining.Select(slice => new AllocationWeight(slice.Key, slice.Amount.Minor))]);
    }

    private static Int128 SumOf(IReadOnlyList<AllocationWeight> weights)
    {
        var sum = Int128.Zero;
        foreach (var weight in weights)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(weight.Weight);
            sum += weight.Weight;
        }

        return sum > 0 ? sum : throw new ArgumentException("At least one party has a weight above zero.", nameof(weights));
    }

    // 2^63 times 2^63 fits 127 bits: no product overflows.
    private readonly record struct Share(int Index, string Key, Int128 Floor, Int128 Remainder)
    {
        public static Share Of(Int128 magnitude, AllocationWeight weight, Int128 sum, int index)
        {
            var (floor, remainder) = Int128.DivRem(magnitude * weight.Weight, sum);
            return new Share(index, weight.Key, floor, remainder);
        }
    }
}
