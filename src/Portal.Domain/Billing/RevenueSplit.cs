namespace Portal.Domain.Billing;

/// <summary>A sale's net of tax, divided.</summary>
public readonly record struct RevenueSplit(Money Publisher, Money Platform);
