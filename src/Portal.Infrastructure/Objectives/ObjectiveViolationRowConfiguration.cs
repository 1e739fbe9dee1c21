using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Objectives;

internal sealed class ObjectiveViolationRowConfiguration : IEntityTypeConfiguration<ObjectiveViolationRow>
{
    public void Configure(EntityTypeBuilder<ObjectiveViolationRow> builder) => builder.HasKey(row => new { row.TenantId, row.ObjectiveId, row.Kind, row.BeganAt });
}
