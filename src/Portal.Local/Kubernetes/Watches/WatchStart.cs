namespace Portal.Local.Kubernetes.Watches;

/// <summary>Where a watch begins: at a version, or with the present state as a run of ADDED events.</summary>
internal sealed record WatchStart(long? Since, bool SendsState, bool MarksEndOfState)
{
    /// <summary>
    /// "Semantics for watch": no version or 0 begins with the state; a version continues after it; sendInitialEvents says so explicitly
    /// and closes the state with an annotated bookmark.
    /// </summary>
    public static WatchStart From(string? resourceVersion, string? sendInitialEvents)
    {
        var since = resourceVersion is null or "0"
            ? (long?)null
            : long.TryParse(resourceVersion, System.Globalization.CultureInfo.InvariantCulture, out var version)
                ? version
                : throw Errors.ApiErrors.BadRequest($"invalid resource version: \"{resourceVersion}\"");
        return sendInitialEvents switch
        {
            "true" => new WatchStart(since, SendsState: true, MarksEndOfState: true),
            "false" => new WatchStart(since, SendsState: false, MarksEndOfState: false),
            _ => new WatchStart(since, since is null, MarksEndOfState: false),
        };
    }
}
