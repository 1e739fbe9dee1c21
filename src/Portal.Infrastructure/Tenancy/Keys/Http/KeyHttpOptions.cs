namespace Portal.Infrastructure.Tenancy.Keys.Http;

/// <summary>How patient to be with a key service.</summary>
public sealed class KeyHttpOptions
{
    /// <summary>For one attempt, 0.1 to 30 s. <value>Default: 3 s.</value></summary>
    public double TimeoutSeconds { get; set; } = 3;

    /// <summary>Attempts in all, 1 to 10. <value>Default: 3.</value></summary>
    public int Attempts { get; set; } = 3;

    /// <summary>Before the second attempt, doubling, 0 to 5000 ms. <value>Default: 100 ms.</value></summary>
    public int BackOffMilliseconds { get; set; } = 100;

    /// <summary>After how many failed requests in a row none is sent for a while, 1 to 100. <value>Default: 5.</value></summary>
    public int BreakAfter { get; set; } = 5;

    /// <summary>For how long, 0.1 to 300 s. <value>Default: 10 s.</value></summary>
    public double BreakSeconds { get; set; } = 10;
}
