namespace Portal.Layout;

/// <summary>One or two letters that stand for a name where a picture would be too much.</summary>
internal static class Initials
{
    public static string Of(string name)
    {
        var words = name.Split([' ', '-', '@', '.'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words switch
        {
            [] => "?",
            [var only] => only[..1].ToUpperInvariant(),
            [var first, var second, ..] => (first[..1] + second[..1]).ToUpperInvariant(),
        };
    }
}
