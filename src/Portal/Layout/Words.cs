namespace Portal.Layout;

/// <summary>Reads the words of queries and API back into the domain's own, whichever way they are spelled: <c>Active</c>, <c>active</c>, <c>partially_refunded</c>.</summary>
internal static class Words
{
    public static TEnum Read<TEnum>(string word)
        where TEnum : struct, Enum => Enum.Parse<TEnum>(word.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
}
