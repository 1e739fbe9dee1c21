namespace Portal.Operators.Operations;

/// <summary>How this process works off the queue. Bound from the section <c>Queue</c>.</summary>
internal sealed class QueueOptions
{
    public const string SectionName = "Queue";

    /// <summary>Operations at a time in this process.</summary>
    /// <value>1 to 256; the default is 16.</value>
    public int Concurrency { get; set; } = 16;

    /// <summary>Operations of one tenant at a time, over all processes: what is left is there for others.</summary>
    /// <value>1 to 256; the default is 8.</value>
    public int PerTenant { get; set; } = 8;

    /// <summary>How long an attempt that is not renewed is believed to be alive; it is renewed four times as often.</summary>
    /// <value>1 s to 10 min; the default is 60 s.</value>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often the table is looked at though nobody said anything: notifications can be lost.</summary>
    /// <value>100 ms to 1 min; the default is 5 s.</value>
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(5);
}
