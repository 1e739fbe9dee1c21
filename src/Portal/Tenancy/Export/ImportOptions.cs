namespace Portal.Tenancy.Export;

/// <summary>What may follow <c>tenant import FILE</c>.</summary>
internal sealed record ImportOptions(string? Slug, bool PublishPackages)
{
    /// <summary>Null for a command line that cannot be read.</summary>
    public static ImportOptions? Read(ReadOnlySpan<string> arguments)
    {
        var options = new ImportOptions(null, false);
        for (var i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--publish-packages":
                    options = options with { PublishPackages = true };
                    break;
                case "--slug" when i + 1 < arguments.Length:
                    options = options with { Slug = arguments[++i] };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
