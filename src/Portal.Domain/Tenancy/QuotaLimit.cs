using System.Globalization;

namespace Portal.Domain.Tenancy;

/// <summary>What can be a limit at all.</summary>
public static class QuotaLimit
{
    /// <summary>10^15: more would limit nothing.</summary>
    public const long Most = 1_000_000_000_000_000;

    /// <summary>The longest reason, in UTF-16 code units.</summary>
    public const int LongestReason = 500;

    /// <summary>What is wrong with a limit and its reason; empty when nothing is.</summary>
    public static IReadOnlyList<FieldError> Check(long? limit, string? reason) =>
    [
        .. new[]
        {
            limit is >= 0 and <= Most ? null : new FieldError("/limit", limit is { } given ? given.ToString(CultureInfo.InvariantCulture) : "",
                string.Create(CultureInfo.InvariantCulture, $"A limit is a whole number between 0 and {Most}.")),
            FieldText.Check("/reason", reason, "A reason", LongestReason),
        }.OfType<FieldError>(),
    ];
}
