namespace Portal.Operators.Operations.Recurring;

/// <summary>For whom something recurs.</summary>
internal enum RecurringScope
{
    /// <summary>Once for the deployment; <see cref="ClaimedOperation.IsOfDeployment"/>.</summary>
    Deployment,

    /// <summary>Once for each active tenant, where its rows are.</summary>
    Tenant,
}
