namespace Portal.Rollouts.Governance;

internal static class GovernanceRegistration
{
    public static void AddRolloutGovernance(this IServiceCollection services)
    {
        services.AddSingleton<RolloutPolicies>();
        services.AddSingleton<ApprovalGroups>();
        services.AddSingleton<Delegations>();
        services.AddSingleton<DecideRollout>();
        services.AddSingleton<OverrideFreeze>();
        services.AddSingleton<GateQueries>();
    }
}
