using Portal.Domain;

namespace Portal.Api;

/// <summary>Which page of a list is wanted.</summary>
/// <param name="Limit">How many, 1 to 500; 50 when absent.</param>
/// <param name="Cursor">From the page before.</param>
internal sealed record PageRequest(int? Limit, string? Cursor)
{
    public const int DefaultLimit = 50;
    public const int GreatestLimit = 500;

    public static readonly PageRequest First = new(null, null);

    public int Take => Limit ?? DefaultLimit;

    public InvalidFields? Check() => Limit is < 1 or > GreatestLimit
        ? new([new("/limit", $"{Limit}", "A limit is between 1 and 500.")])
        : null;
}
