using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Rollouts.Governance;

internal sealed class RolloutPolicyRowConfiguration : IEntityTypeConfiguration<RolloutPolicyRow>
{
    public void Configure(EntityTypeBuilder<RolloutPolicyRow> builder)
    {
        builder.HasKey(row => row.TenantId);
        builder.Property(row => row.Version).IsConcurrencyToken();
        builder.Property(row => row.Document).HasColumnType("jsonb");
    }
}
