namespace Portal.Domain.Billing;

/// <summary>What one party of an allocation gets.</summary>
public readonly record struct AllocationSlice(string Key, Money Amount);
