namespace Portal.Infrastructure.Billing.Stripe;

/// <summary>An object that Stripe gives by its id unless it is asked to expand it.</summary>
internal interface IExpandable<out T>
{
    /// <summary>What stands for the object when only its id came.</summary>
    static abstract T Reference(string id);
}
