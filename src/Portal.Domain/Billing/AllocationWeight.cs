namespace Portal.Domain.Billing;

/// <summary>One party of an allocation: a key that decides ties the same way on every run, and a weight of zero or more.</summary>
public readonly record struct AllocationWeight(string Key, long Weight);
