namespace Portal.Domain.Tenancy;

/// <summary>What a bucket said.</summary>
/// <param name="Allowed">Whether there was one to take.</param>
/// <param name="Left">How many more could be taken now.</param>
/// <param name="RetryAfter">When refused, until there is one again, in ticks; otherwise zero.</param>
/// <param name="FullAfter">Until the bucket is full again, in ticks.</param>
public readonly record struct RateAnswer(bool Allowed, long Left, long RetryAfter, long FullAfter);
