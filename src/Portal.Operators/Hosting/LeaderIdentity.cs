namespace Portal.Operators.Hosting;

/// <summary>What this process calls itself in the lease.</summary>
internal static class LeaderIdentity
{
    /// <summary>
    /// A port can be had by one process only: with it the name is unique on its machine, and a process that was killed and
    /// started again is known as the same one and need not wait until its own lease has run out.
    /// </summary>
    public static string Of(OperatorOptions options)
    {
        if (options.Identity.Length > 0)
        {
            return options.Identity;
        }

        return Uri.TryCreate(options.HealthUrl, UriKind.Absolute, out var url) && url.Port > 0
            ? $"{Environment.MachineName}-{url.Port}"
            : $"{Environment.MachineName}-{Guid.CreateVersion7():N}";
    }
}
